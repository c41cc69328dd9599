"""The gallery, the switches and the pages for bad moments."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

import motcua.ui
from motcua.ui import context

PIECES = sorted(path.stem for path in (Path(motcua.ui.__file__).parent / "templates/cotton").glob("*.html"))
BUDGET = 60 * 1024  # bytes of style and script, compressed
WHOLE_BUDGET = 100 * 1024


def in_language(client: Client, language: str) -> Client:
    client.cookies["django_language"] = language
    return client


@pytest.mark.parametrize("frame", ["", "?desk"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_gallery_shows_every_piece_without_a_database(client, language, frame):
    page = in_language(client, language).get(f"/ui/{frame}")
    assert page.status_code == 200
    shown = set(re.findall(r"c-([a-z]+(?:-[a-z]+)*)", page.content.decode()))
    assert {piece.replace("_", "-") for piece in PIECES} <= shown


@pytest.mark.parametrize("piece", [piece for piece in PIECES if piece != "form_field"])
def test_a_piece_needs_no_attribute(piece):
    Template(f"{{% cotton {piece} / %}}").render(Context({}))


def test_the_language_is_the_readers_choice_and_vietnamese_otherwise(client):
    assert client.get("/ui/", headers={"accept-language": "en"}).headers["Content-Language"] == "vi"
    answer = client.post("/ui/language/", {"language": "en", "next": "/ui/?desk"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ui/?desk")
    assert client.get("/ui/").headers["Content-Language"] == "en"


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_a_switch_never_leads_to_another_site(client, away):
    assert client.post("/ui/language/", {"language": "en", "next": away}).headers["Location"] == "/"


def test_an_unknown_language_is_not_remembered(client):
    client.post("/ui/language/", {"language": "xx", "next": "/ui/"})
    assert "django_language" not in client.cookies


def test_larger_words_and_buttons_can_be_chosen_and_given_back(client):
    client.post("/ui/targets/", {"size": "large", "next": "/ui/"})
    assert b'data-targets="large"' in client.get("/ui/").content
    client.post("/ui/targets/", {"size": "usual", "next": "/ui/"})
    assert b'data-targets="large"' not in client.get("/ui/").content


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "403_csrf.html"])
def test_pages_for_bad_moments_say_what_to_do(rf: RequestFactory, name, language):
    with translation.override(language):
        assert "<h1>" in render_to_string(name, {}, rf.get("/somewhere/"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_for_our_own_faults_needs_nothing(language):
    with translation.override(language):
        page = render_to_string("500.html")
    assert ("Hệ thống đang gặp sự cố" in page) == (language == "vi")


def test_a_form_that_came_too_late_leads_back_to_it():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/ui/language/", {"language": "en"}, headers={"referer": "http://testserver/ui/?desk"})
    assert answer.status_code == 403
    assert "Biểu mẫu chưa được gửi" in answer.content.decode()


def test_doors_come_from_the_function_named_in_the_settings(rf, settings, monkeypatch):
    monkeypatch.setattr(context, "import_string", lambda path: lambda request: [("Desk", request.path, True)])
    settings.DOORS_FOR = "somewhere.doors"
    request = rf.get("/desk/")
    assert context.doors_for(request) == []  # the reader is not known yet
    request.actor = None
    page = render_to_string("ui/desk.html", {}, request)
    assert '<a class="door" href="/desk/" aria-current="page">Desk</a>' in page


def test_the_first_page_of_a_citizen_is_light(client):
    page = client.get("/ui/").content
    names = set(re.findall(r'"/static/(ui/[\w.-]+\.(?:css|js))"', page.decode())) | {
        "ui/file-line.js",
        "ui/icons.svg",
    }
    weight = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in names)
    assert len(names) > 10
    assert weight <= BUDGET
    assert weight + len(gzip.compress(page)) <= WHOLE_BUDGET


@pytest.mark.parametrize(("letters", "is_cut"), [(90, False), (240, False), (241, True), (919, True)])
def test_of_a_name_without_end_the_beginning_is_the_heading_and_the_whole_is_at_hand(letters: int, is_cut: bool):
    name = ("Giao đất ở " * 100)[: letters - 1] + "z"
    page = render_to_string("ui/_title.html", {"title": name})
    heading = re.search(r"<h1[^>]*>([^<]*)</h1>", page)
    assert heading and heading[1].endswith("…") == is_cut
    assert name in page and ("<details" in page) == is_cut
