"""Teaching the search: everyday words, guided paths and weights, seen before they are kept."""

from dataclasses import asdict

import pytest

from motcua.catalogue.importing.everyday import seed_everyday
from motcua.catalogue.models import EverydayWord, LifeEvent, SearchWeight
from motcua.catalogue.search import guide, search
from motcua.catalogue.search.weights import Weights
from motcua.console.ranking import SAYS
from motcua.directory.roles import Role
from motcua.journal.models import Event
from tests.catalogue.makers import make_procedure
from tests.directory.makers import make_body

PAGES = ["", "words/new/", "words/{word}/", "paths/", "paths/new/", "paths/{path}/", "weights/", "weights/brevity/"]
WORD = {"kind": "means", "words": "ở trọ", "means": "đăng ký tạm trú", "weight": "1", "is_active": "on"}
OUTLINE = (
    "- Ở trọ >> Bao lâu?\n-- Vài tháng = đăng ký tạm trú\n-- Lâu dài = đăng ký thường trú\n- Về quê = xóa tạm trú"
)
PATH = {"title": "Đi làm xa", "question": "Bạn ở đâu?", "outline": OUTLINE, "is_active": "on", "words": ""}


@pytest.fixture
def catalogue(province) -> None:
    make_procedure(code="1.1", name="Đăng ký thường trú")
    make_procedure(code="1.2", name="Đăng ký tạm trú")
    for number in range(60):
        make_procedure(code=f"5.{number:06}", name=f"Cấp giấy phép loại {number}")


@pytest.fixture
def addresses(catalogue) -> list[str]:
    seed_everyday()
    named = {"word": EverydayWord.objects.latest("pk").pk, "path": LifeEvent.objects.latest("pk").pk}
    return [f"/console/search/{page.format(**named)}" for page in PAGES]


def codes(query: str) -> list[str]:
    return [found.code for found in search(query).items]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_page_opens_for_those_who_keep_the_catalogue(language, addresses, enter) -> None:
    control = enter(Role.PROCEDURE_CONTROL, language=language)
    assert [one for one in addresses if control.get(one).status_code != 200] == []


def test_nobody_else_reads_or_writes(addresses, enter, admin) -> None:
    strangers = [enter(role) for role in (Role.HEAD, Role.RECEPTION_OFFICER, Role.INSPECTOR)]
    strangers.append(enter(Role.ADMINISTRATOR, body=make_body()))
    before = EverydayWord.objects.count(), LifeEvent.objects.count()
    for address in addresses:
        for client in strangers:
            assert {client.get(address).status_code, client.post(address, WORD | PATH).status_code} <= {403, 405}
    assert (EverydayWord.objects.count(), LifeEvent.objects.count(), SearchWeight.objects.count()) == (*before, 0)
    assert not Event.objects.filter(subject="search").exists()


def test_a_preview_shows_the_first_procedures_before_and_after_and_keeps_nothing(catalogue, admin) -> None:
    typed = WORD | {"samples": "ở trọ nhà người quen\nđăng ký thường trú", "preview": "1"}
    page = admin.post("/console/search/words/new/", typed)
    shown = page.context["previews"]
    assert page.status_code == 200 and not EverydayWord.objects.exists()
    assert [one.is_changed for one in shown] == [True, False]
    assert shown[0].after[0] == ("1.2", "Đăng ký tạm trú") and "1.2" in page.content.decode()


def test_new_words_are_used_at_once_and_written_down(catalogue, admin) -> None:
    assert admin.post("/console/search/words/new/", WORD)["Location"] == "/console/search/"
    assert codes("ở trọ")[0] == "1.2"
    assert Event.objects.get(subject="search").kind == "EverydayWordSaved"
    assert "ở trọ" in admin.get("/console/search/", {"q": "trọ", "kind": "means"}).content.decode()


def test_words_are_changed_and_put_out_of_use(catalogue, admin) -> None:
    word = EverydayWord.objects.create(words="ở trọ", means="đăng ký tạm trú")
    address = f"/console/search/words/{word.pk}/"
    admin.post(address, WORD | {"means": "đăng ký thường trú"})
    assert codes("ở trọ")[0] == "1.1"
    admin.post(address, {name: value for name, value in WORD.items() if name != "is_active"})
    assert codes("ở trọ") == [] and "out of use" in admin.get(address).content.decode()


def test_words_written_otherwise_take_the_place_of_the_old_ones(catalogue, admin) -> None:
    word = EverydayWord.objects.create(words="ở trọ", means="đăng ký tạm trú")
    admin.post(f"/console/search/words/{word.pk}/", WORD | {"words": "ở trọ | thuê trọ"})
    assert list(EverydayWord.objects.filter(is_active=True).values_list("words", flat=True)) == ["ở trọ | thuê trọ"]
    word.refresh_from_db()
    assert word.is_own and not word.is_active  # a new release would else bring it back


def test_all_that_is_wrong_with_words_is_told_beside_what_was_typed(catalogue, admin) -> None:
    page = admin.post("/console/search/words/new/", WORD | {"words": "?? !!", "means": "", "weight": "9"})
    assert page.status_code == 422 and not EverydayWord.objects.exists()
    assert set(page.context["form"].errors) >= {"weight"} and "?? !!" in page.content.decode()
    page = admin.post("/console/search/words/new/", WORD | {"words": "?? !!", "means": ""})
    assert set(page.context["form"].errors) == {"words", "means"}


@pytest.mark.parametrize("typed", [{"after": "x"}, {"after": "9" * 30}, {"kind": "<b>"}, {"q": "\x00"}, {"q": "%"}])
def test_strange_lists_are_answered(typed, addresses, admin) -> None:
    assert admin.get("/console/search/", typed).status_code == 200


def test_the_list_goes_on_behind_its_first_page(addresses, admin) -> None:
    page = admin.get("/console/search/")
    assert len(page.context["rows"]) == 50
    beyond = admin.get("/console/search/", {"after": page.context["last"]}).context["rows"]
    assert beyond[0].pk < page.context["rows"][-1].pk


def test_every_weight_is_explained_and_none_is_invented(admin) -> None:
    assert list(SAYS) == list(asdict(Weights()))
    assert admin.get("/console/search/weights/nothing/").status_code == 404


def test_a_weight_is_previewed_set_and_given_back(catalogue, admin) -> None:
    address = "/console/search/weights/brevity/"
    page = admin.post(address, {"value": "0.1", "samples": "tạm trú", "preview": "1"})
    assert len(page.context["previews"]) == 1 and not SearchWeight.objects.exists()
    admin.post(address, {"value": "0.1"})
    assert SearchWeight.objects.get().value == 0.1 and "0.1" in admin.get(address).content.decode()
    admin.post(address, {"value": ""})
    assert not SearchWeight.objects.exists()
    assert admin.post(address, {"value": "99"}).status_code == 422
    assert Event.objects.filter(kind="SearchWeightSet").count() == 2


def test_a_path_is_tried_then_kept(catalogue, admin) -> None:
    page = admin.post("/console/search/paths/new/", PATH | {"code": "di-lam-xa", "preview": "1"})
    ends = page.context["ends"]
    assert [list(end.taken) for end in ends] == [["Ở trọ", "Vài tháng"], ["Ở trọ", "Lâu dài"], ["Về quê"]]
    assert ends[0].found[0].code == "1.2" and not LifeEvent.objects.exists()
    admin.post("/console/search/paths/new/", PATH | {"code": "di-lam-xa"})
    guided = guide("di-lam-xa")
    assert guided is not None and [one.label for one in guided.answers] == ["Ở trọ", "Về quê"]
    assert Event.objects.get(subject="search").kind == "LifeEventSaved"


def test_a_path_keeps_its_outline_and_its_place(catalogue, admin) -> None:
    seed_everyday()
    for event in LifeEvent.objects.all():
        before = [(step.answer, step.question, step.finds) for step in event.steps.order_by("pk")]
        form = admin.get(f"/console/search/paths/{event.pk}/").context["form"]
        admin.post(f"/console/search/paths/{event.pk}/", {**form.initial, "is_active": "on"})
        assert [(step.answer, step.question, step.finds) for step in event.steps.order_by("pk")] == before
        event.refresh_from_db()
        assert event.is_own


def test_a_new_path_never_takes_the_place_of_another(catalogue, admin) -> None:
    LifeEvent.objects.create(code="sinh-con", title="Sinh con")
    page = admin.post("/console/search/paths/new/", PATH | {"code": "sinh-con"})
    assert page.status_code == 422 and "code" in page.context["form"].errors
    assert LifeEvent.objects.get().title == "Sinh con"


@pytest.mark.parametrize(
    ("outline", "fault"),
    [
        ("Ở trọ = tạm trú", "Line 1: it must begin with a hyphen."),
        ("- Ở trọ", "Line 1: nothing follows"),
        ("- Ở trọ\n-- Vài tháng = tạm trú", "Line 1: answers follow"),
        ("- Ở trọ >> Bao lâu?\n--- Lâu = tạm trú", "Line 2: it has too many hyphens"),
        ("- a >> b\n-- c >> d\n--- e >> f\n---- g = h", "Line 4: it has too many hyphens"),
        ("- = tạm trú", "Line 1: the answer is missing"),
        ("- a = b\n- Ở trọ = " + "x" * 201, "Line 2: it is too long"),
    ],
)
def test_what_is_wrong_with_an_outline_is_told_line_by_line(outline, fault, catalogue, admin) -> None:
    page = admin.post("/console/search/paths/new/", PATH | {"code": "x", "outline": outline})
    assert page.status_code == 422 and fault in " ".join(page.context["form"].errors["outline"])
    assert not LifeEvent.objects.exists()


def test_a_path_out_of_use_is_shown_to_nobody_outside(catalogue, admin) -> None:
    admin.post("/console/search/paths/new/", {**PATH, "code": "di-lam-xa", "is_active": ""})
    assert guide("di-lam-xa") is None
    assert "Out of use" in admin.get("/console/search/paths/").content.decode()
