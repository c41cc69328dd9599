"""An administrator teaches the search, sees beforehand what changes, and everything is written down."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.catalogue import actions_search as actions
from motcua.catalogue.models import EverydayWord, LifeEvent, Procedure, ProcedureUse, SearchWeight
from motcua.catalogue.publishing import NotAllowed, NotFit
from motcua.catalogue.search import Row, filed_most, guide, holding, preview, search
from motcua.catalogue.search.holding import read_chosen
from motcua.directory.actors import NOBODY, Actor
from motcua.directory.models import BodyKind, Level
from motcua.directory.roles import Role
from motcua.journal.models import Event
from tests.catalogue.makers import make_competent
from tests.catalogue.rows import entry, import_rows
from tests.directory.makers import make_body, make_officer

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-11-20T09:00:00+07:00")
DAY = date(2026, 11, 20)


@pytest.fixture
def catalogue(tmp_path: Any) -> None:
    rows = [entry(code="1.1", name="Đăng ký thường trú"), entry(code="1.2", name="Đăng ký tạm trú")]
    import_rows(tmp_path, [*rows, *(entry(code=f"9.{no:06}", name=f"Cấp giấy thứ {no}") for no in range(100))])


@pytest.fixture
def admin() -> Actor:
    seat = make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE)
    return make_officer(seat, Role.ADMINISTRATOR)[1]


def codes(query: str) -> list[str]:
    return [found.code for found in search(query).items]


def test_a_saved_word_is_used_and_written_down(catalogue: None, admin: Actor) -> None:
    actions.save_everyday_word(Row("means", "nhập khẩu về nhà chồng", "đăng ký thường trú"), by=admin, at=AT)
    assert codes("nhập khẩu về nhà chồng")[0] == "1.1"
    assert Event.objects.filter(subject="search", kind="EverydayWordSaved").count() == 1


def test_while_somebody_builds_the_index_anew_others_find_by_the_old_one(catalogue: None, admin: Actor) -> None:
    words = "nhập khẩu về nhà chồng"
    before = codes(words)
    actions.save_everyday_word(Row("means", words, "đăng ký thường trú"), by=admin, at=AT)
    with holding._lock:  # somebody is at it
        assert codes(words) == before
    assert codes(words)[0] == "1.1"


def test_a_dropped_word_is_out_of_use_and_stays_so(catalogue: None, admin: Actor) -> None:
    word = EverydayWord.objects.create(words="ở trọ", means="đăng ký tạm trú")
    assert codes("ở trọ")[0] == "1.2"
    actions.drop_everyday_word(word.pk, by=admin, at=AT)
    word.refresh_from_db()
    assert codes("ở trọ") == [] and word.is_own and not word.is_active


def test_all_faults_of_a_word_are_told_at_once(admin: Actor) -> None:
    with pytest.raises(NotFit) as told:
        actions.save_everyday_word(Row("means", " ?? ", "", weight=9), by=admin, at=AT)
    assert {place for place, _sentence in told.value.faults} == {"words", "means", "weight"}
    EverydayWord.objects.create(words="ở trọ", means="đăng ký tạm trú")
    with pytest.raises(NotFit):
        actions.save_everyday_word(Row("means", "ở trọ", "đăng ký tạm trú"), by=admin, at=AT)


def test_a_preview_shows_before_and_after_and_saves_nothing(catalogue: None) -> None:
    shown = preview("kt3 ở trọ", changed={None: Row("means", "ở trọ", "đăng ký tạm trú")})
    assert shown.before == () and shown.after[0] == ("1.2", "Đăng ký tạm trú")
    assert shown.is_changed and not EverydayWord.objects.exists()
    assert not preview("đăng ký thường trú", weights={"brevity": 0.4}).is_changed


def test_a_preview_can_change_a_word_that_is_there(catalogue: None) -> None:
    word = EverydayWord.objects.create(words="ở trọ", means="đăng ký tạm trú")
    shown = preview("ở trọ", changed={word.pk: Row("means", "ở trọ", "đăng ký thường trú")})
    assert (shown.before[0][0], shown.after[0][0]) == ("1.2", "1.1")


def test_a_weight_is_set_and_given_back(admin: Actor) -> None:
    actions.set_search_weight("brevity", 0.2, by=admin, at=AT)
    assert SearchWeight.objects.get().value == 0.2
    actions.set_search_weight("brevity", None, by=admin, at=AT)
    assert not SearchWeight.objects.exists()
    for name, value in (("unheard of", 1.0), ("brevity", 99.0)):
        with pytest.raises(NotFit):
            actions.set_search_weight(name, value, by=admin, at=AT)


def test_a_path_is_written_anew(catalogue: None, admin: Actor) -> None:
    steps = actions.PathStep(
        question="Ở đâu?", answers=[actions.PathStep("Ở trọ", finds=["đăng ký tạm trú"]), actions.PathStep(" ")]
    )
    for _time in range(2):
        actions.save_life_event("o-tro", "Đi ở trọ", steps, by=admin, at=AT)
    begun = guide("o-tro")
    assert begun is not None and len(begun.answers) == 1
    end = guide("o-tro", begun.answers[0].step)
    assert end is not None and [found.code for found in end.found][:1] == ["1.2"]
    assert LifeEvent.objects.get().is_own


def test_nobody_else_teaches_the_search() -> None:
    with pytest.raises(NotAllowed):
        actions.save_everyday_word(Row("noise", "xin hỏi"), by=NOBODY, at=AT)
    with pytest.raises(NotAllowed):
        actions.set_search_weight("brevity", 0.2, by=NOBODY, at=AT)


def test_a_choice_is_counted_without_anything_about_who_asked(catalogue: None) -> None:
    assert actions.note_choice("1.2", on=DAY) and actions.note_choice("1.2", on=DAY)
    use = ProcedureUse.objects.get()
    assert (use.words, use.count, use.body_id) == ("", 2, None)
    assert not actions.note_choice("no such code", on=DAY)


def test_words_that_the_release_before_kept_are_forgotten_and_the_counts_stay(catalogue: None) -> None:
    procedure, other = Procedure.objects.get(code="1.2"), Procedure.objects.exclude(code="1.2")[0]
    told = [(procedure, ""), (procedure, "tam tru"), (procedure, "dang ky tam tru"), (other, "ket hon")]
    ProcedureUse.objects.bulk_create(
        ProcedureUse(procedure=one, how="chosen", on=DAY, words=words, count=2) for one, words in told
    )
    for _night in range(2):
        actions.forget_words_of_choices()
    counts = {(one.procedure_id, one.words): one.count for one in ProcedureUse.objects.all()}
    assert counts == {(procedure.pk, ""): 6, (other.pk, ""): 2}


def test_what_others_chose_decides_between_equals(tmp_path: Any) -> None:
    rows = [entry(code=f"1.{no}", name=f"Đăng ký hội {letter}") for no, letter in enumerate("abc")]
    import_rows(tmp_path, [*rows, *(entry(code=f"9.{no:06}", name=f"Cấp giấy thứ {no}") for no in range(50))])
    liked = Procedure.objects.get(code="1.2")
    ProcedureUse.objects.create(procedure=liked, how="chosen", on=date.today() - timedelta(days=1), count=30)
    assert read_chosen() == {liked.pk: 1.0}
    assert codes("đăng ký hội")[0] == "1.2"


def test_a_choice_tells_however_much_is_filed(catalogue: None) -> None:
    chosen, filed = Procedure.objects.get(code="1.2"), Procedure.objects.get(code="1.1")
    yesterday = date.today() - timedelta(days=1)
    ProcedureUse.objects.create(procedure=filed, how="filed", on=yesterday, count=9000)
    ProcedureUse.objects.create(procedure=chosen, how="filed", on=yesterday, count=90)
    assert read_chosen() == {filed.pk: 1.0, chosen.pk: 0.1}
    ProcedureUse.objects.create(procedure=chosen, how="chosen", on=yesterday, count=3)
    assert read_chosen() == {filed.pk: 1.0, chosen.pk: 1.0}


def test_what_is_filed_most_at_a_commune(catalogue: None) -> None:
    commune, other = make_competent(), make_competent()
    first, second = Procedure.objects.get(code="1.1").pk, Procedure.objects.get(code="1.2").pk
    actions.set_filings(DAY, {(first, commune.pk): 2, (second, commune.pk): 5, (first, other.pk): 9})
    actions.set_filings(DAY, {(first, commune.pk): 2, (second, commune.pk): 5, (first, other.pk): 9})
    assert filed_most(commune.pk, on=DAY) == [("1.2", "Đăng ký tạm trú"), ("1.1", "Đăng ký thường trú")]
    assert filed_most(other.pk, on=DAY) == [("1.1", "Đăng ký thường trú")]
    assert filed_most(commune.pk, on=DAY + timedelta(days=120)) == []
