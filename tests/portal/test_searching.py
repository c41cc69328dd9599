"""Around the search: completions, guided paths, what the commune files, choices counted, and plain answers."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from motcua.catalogue.importing.everyday import seed_everyday
from motcua.catalogue.models import LifeEvent, ProcedureUse
from motcua.directory.models import Body, OneStopOffice
from motcua.portal.nearby import FEWEST
from motcua.portal.views import searching
from tests.catalogue.makers import make_procedure
from tests.directory.makers import make_commune
from tests.portal.test_finding import text_of

SCRIPTS = Path(searching.__file__).parents[1] / "static" / "portal"


@pytest.fixture
def visitor(sign_in, office, monkeypatch):
    """Somebody who has not signed in, in a catalogue of a few procedures with the product's own everyday words."""
    monkeypatch.setattr(searching, "_pace", searching.Pace())
    make_procedure(code="1.001", name="Đăng ký khai sinh", service_level="full")
    make_procedure(code="1.002", name="Đăng ký khai tử", service_level="in_person")
    for number in range(60):
        make_procedure(code=f"5.{number:06}", name=f"Cấp giấy phép loại {number}")
    seed_everyday()
    return sign_in()


def file_here(office, times):
    """Fill a commune's counts as the night does."""
    commune = make_commune()
    Body.objects.filter(pk=office.service.competent.pk).update(commune=commune)
    procedure = office.service.handling.version.procedure
    yesterday = localdate() - timedelta(days=1)
    ProcedureUse.objects.create(
        procedure=procedure, body=office.service.competent, how="filed", on=yesterday, count=times
    )
    return commune


def test_completions_lead_to_paths_to_procedures_or_into_the_field(visitor):
    text = text_of(visitor, "/procedures/suggestions/", q="sinh c")
    assert 'data-url="/events/sinh-con/"' in text and 'role="option"' in text
    assert 'data-url="/procedures/1.001/"' in text_of(visitor, "/procedures/suggestions/", q="dang ky khai s")
    assert 'data-url=""' in text_of(visitor, "/procedures/suggestions/", q="sổ đ")


@pytest.mark.parametrize("typed", ["", "s", "\x00", "<script>", "zzzz", "a" * 5000])
def test_where_nothing_goes_on_there_are_no_completions(typed, visitor):
    page = visitor.get("/procedures/suggestions/", {"q": typed})
    assert page.status_code == 200 and b"option" not in page.content


def test_the_field_works_without_script_and_its_script_is_small(visitor):
    for address in ("/", "/procedures/", "/events/sinh-con/"):
        text = visitor.get(address).content.decode()
        assert 'data-suggest="/procedures/suggestions/"' in text and 'action="/procedures/"' in text
    assert sum((SCRIPTS / name).stat().st_size for name in ("suggesting.js", "choosing.js")) <= 5000


def test_a_path_is_walked_by_links_alone_to_its_procedures(visitor):
    text = text_of(visitor, "/")
    assert '/events/sinh-con/"' in text and '/events/"' in text
    step = LifeEvent.objects.get(code="sinh-con").steps.get(answer="Chưa đăng ký kết hôn")
    assert f'href="/events/sinh-con/{step.parent_id}/"' in text_of(visitor, "/events/sinh-con/")
    assert f'href="/events/sinh-con/{step.pk}/"' in text_of(visitor, f"/events/sinh-con/{step.parent_id}/")
    assert "/procedures/1.001/" in text_of(visitor, f"/events/sinh-con/{step.pk}/")


def test_a_path_whose_procedures_are_not_offered_says_whom_to_ask(visitor):
    step = LifeEvent.objects.get(code="nguoi-co-cong").steps.exclude(finds=[]).first()
    assert "Ask at any one-stop office" in text_of(visitor, f"/events/nguoi-co-cong/{step.pk}/")


def test_unknown_paths_are_not_there(visitor):
    other = LifeEvent.objects.get(code="ket-hon").steps.first()
    for address in ("/events/x/", "/events/sinh-con/987654321/", f"/events/sinh-con/{other.pk}/"):
        assert visitor.get(address).status_code == 404, address


def test_a_question_of_other_things_gets_help_and_no_procedure(visitor, office):
    OneStopOffice.objects.create(body=office.service.one_stop, address="Số 1", phone="0213 000 001")
    page = visitor.get("/procedures/", {"q": "thời tiết ngày mai có mưa không"})
    text = page.content.decode()
    assert page.context["results"].items == () and "does not look like a matter" in text
    assert "tel:0213000001" in text and "/events/sinh-con/" in text and "/offices/" in text


def test_conditions_that_leave_nothing_can_be_taken_away_at_once(visitor):
    text = text_of(visitor, "/procedures/", q="khai sinh", online="in_person", level="BO")
    assert "No procedure fits these words and conditions" in text
    assert 'href="/procedures/?q=khai+sinh"' in text


def test_online_service_is_a_condition_and_keeps_the_words(visitor):
    text = text_of(visitor, "/procedures/", q="đăng ký khai", online="full")
    assert "/procedures/1.001/" in text and "/procedures/1.002/" not in text
    assert 'value="đăng ký khai"' in text and "fully online" in text


def test_what_a_commune_files_most_is_shown_to_whom_it_concerns(visitor, sign_in, office, citizen):
    commune = file_here(office, FEWEST)
    name = office.service.handling.version.procedure.name
    assert "What do others in your commune file?" in text_of(visitor, "/")
    answer = visitor.post("/commune/", {"commune": commune.code, "next": "/procedures/"})
    assert answer["Location"] == "/procedures/"
    for address in ("/", "/procedures/"):
        text = text_of(visitor, address)
        assert f"Filed most in {commune.full_name}" in text and name in text
    citizen[0].person.commune = commune
    citizen[0].person.save()
    assert f"Filed most in {commune.full_name}" in text_of(sign_in(citizen[0]), "/")


def test_few_filings_are_not_told(visitor, office):
    commune = file_here(office, FEWEST - 1)
    visitor.post("/commune/", {"commune": commune.code})
    assert "Too few dossiers" in text_of(visitor, "/")


@pytest.mark.parametrize("typed", ["", "99999", "\x00", "<b>"])
def test_an_unknown_commune_is_not_remembered(typed, visitor, settings):
    answer = visitor.post("/commune/", {"commune": typed, "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/" and settings.COMMUNE_COOKIE_NAME not in answer.cookies


def test_a_choice_is_counted_when_the_words_find_it_and_only_then(visitor):
    assert 'data-chosen="/procedures/1.001/choices/"' in text_of(visitor, "/procedures/", q="khai sinh")
    for code, words in (("1.001", "đăng ký khai sinh Nguyễn An"), ("5.000007", "đăng ký khai sinh"), ("1.001", "")):
        assert visitor.post(f"/procedures/{code}/choices/", {"q": words}).status_code == 204
    use = ProcedureUse.objects.get()
    assert (use.procedure.code, use.count, use.words) == ("1.001", 1, "")
    assert visitor.get("/procedures/1.001/choices/").status_code == 405


def test_pressing_often_lifts_nothing(visitor, monkeypatch):
    monkeypatch.setattr(searching, "CHOICES_A_MINUTE", 1)
    for _time in range(5):
        visitor.post("/procedures/1.001/choices/", {"q": "đăng ký khai sinh"})
    assert ProcedureUse.objects.get().count == 1
