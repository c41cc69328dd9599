"""Reading dossiers: timelines, work lists, explanations, look-up, legal papers, presence."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from motcua.directory import identity
from motcua.directory.actors import SYSTEM
from motcua.directory.importing.calendar import import_calendar
from motcua.documents.models import File
from motcua.dossiers import actions, inhand, timeline, worklist
from motcua.dossiers.actions.sweeping import forget_presences, forget_unclaimed_files
from motcua.dossiers.explaining import countdown, explanation
from motcua.dossiers.gathering import refused
from motcua.dossiers.lookup import progress_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.printing import control_sheet, receipt
from motcua.dossiers.statuses import OPEN, Status
from motcua.dossiers.worklist import Filters, Lane
from motcua.journal.models import Event
from tests.directory.makers import make_body, make_citizen, make_officer, make_organisation
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_lodged, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def test_the_applicant_reads_sentences_with_bodies_and_no_colleagues(office: Office) -> None:
    dossier = make_dossier(office, Status.RETURNED)
    with translation.override("en"):
        entries = timeline.for_applicant(dossier)
    sentences = [entry.sentence for entry in reversed(entries)]
    assert sentences[0] == "The dossier was handed in at the counter."
    assert sentences[-1] == "The result was given to the applicant."
    assert "The decision was drafted." not in sentences
    assert all(entry.owner in (office.service.one_stop.name, office.service.competent.name) for entry in entries)


def test_officers_read_who_did_what(office: Office) -> None:
    dossier = make_dossier(office)
    actions.take(dossier.pk, by=office.case, at=NINE)
    assert office.case.name in timeline.for_officers(dossier)[0].owner


def test_a_timeline_takes_three_queries_however_long(office: Office) -> None:
    dossier = make_dossier(office, Status.RETURNED)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        timeline.for_officers(dossier)
    assert len(queries) == 3


@pytest.mark.parametrize("number", [1, 7])
def test_a_work_list_takes_the_same_queries_for_one_row_and_for_many(office: Office, number: int) -> None:
    for _ in range(number):
        make_dossier(office)
    with CaptureQueriesContext(connection) as queries:
        page = worklist.page(office.case, Filters(), NINE)
        assert [row.competent.name for row in page.rows]
    assert len(page.rows) == number
    assert len(queries) == 4  # the list, the steps beside others, what is in hand, the counts of all lanes


def test_lanes_part_mine_from_theirs(office: Office) -> None:
    mine, theirs = make_dossier(office), make_dossier(office)
    colleague = make_officer(office.service.competent, "case_officer", on=NINE.date())[1]
    actions.take(theirs.pk, by=colleague, at=NINE)
    assert worklist.page(office.case, Filters(lane=Lane.NOW), NINE).rows == [mine]
    assert worklist.page(office.case, Filters(lane=Lane.WAITING), NINE).rows == [theirs]
    late = NINE + timedelta(days=30)
    assert set(worklist.page(office.case, Filters(lane=Lane.LATE), late).rows) == {mine, theirs}


def test_pages_follow_one_another_without_gap_or_double(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "PAGE", 2)
    expected = {make_dossier(office).pk for _ in range(5)}
    seen, after = [], None
    while True:
        page = worklist.page(office.case, Filters(after=after), NINE)
        seen += [row.pk for row in page.rows]
        after = page.next
        if after is None:
            break
    assert len(seen) == 5
    assert set(seen) == expected


def test_neighbours_are_those_of_the_list(office: Office) -> None:
    rows = [make_dossier(office) for _ in range(3)]
    before, after = worklist.neighbours(office.case, Filters(), rows[1], NINE)
    assert (before, after) == (rows[0], rows[2])


def test_the_due_moment_explains_itself(office: Office) -> None:
    import_calendar(by=SYSTEM, at=NINE)
    dossier = make_dossier(office)
    with translation.override("en"):
        lines = explanation(dossier)
        left = countdown(dossier, NINE + timedelta(hours=1))
    assert sum(line.counted for line in lines) >= 1
    assert any("NĐ 118/2025" in line.basis for line in lines)
    assert left and left.tone == "on_time" and "3 working days" in left.words


def test_a_look_up_tells_progress_and_no_more(office: Office) -> None:
    dossier = make_lodged(office)
    found = progress_of(dossier.code.lower())
    assert found and (found.done, found.steps) == (1, 4)
    assert set(vars(found)) == {"code", "status", "done", "steps"}
    assert progress_of("H35.00-260101-0001") is None


def test_form_01_is_printed_and_the_reading_of_the_number_recorded(office: Office) -> None:
    dossier = make_dossier(office)
    paper = receipt(dossier, by=office.reception, at=NINE)
    assert paper.startswith(b"%PDF")
    assert Event.objects.filter(kind="NumberRead", actor=office.reception.key).count() == 1
    assert control_sheet(dossier).startswith(b"%PDF")


def test_the_applicants_own_print_records_no_reading() -> None:
    office, citizen = make_office(), make_citizen()[1]
    dossier = actions.accept(make_lodged(office, citizen).pk, by=office.reception, at=NINE)
    receipt(dossier, by=citizen, at=NINE)
    assert not Event.objects.filter(kind="NumberRead").exists()


def test_colleagues_at_the_same_dossier_are_named(office: Office) -> None:
    dossier = make_dossier(office)
    assert actions.note_presence(dossier, by=office.case, at=NINE) == []
    assert actions.note_presence(dossier, by=office.head, at=NINE) == [office.case.name]
    assert actions.note_presence(dossier, by=office.head, at=NINE + timedelta(minutes=5)) == []


def test_an_officers_reading_of_a_paper_is_recorded(office: Office) -> None:
    dossier, file = make_dossier(office), make_file()
    actions.note_reading(dossier, file, by=office.case, at=NINE)
    assert Event.objects.get(kind="PaperRead").payload == {"file_id": file.pk}


def test_an_inspector_reads_every_dossier_of_the_province(office: Office) -> None:
    inspector = make_officer(office.service.competent, "inspector", on=NINE.date())[1]
    other = make_dossier(make_office())
    assert other in Dossier.objects.visible_to(inspector)


def test_scans_that_no_dossier_claimed_are_forgotten_after_two_days(office: Office) -> None:
    citizen = make_citizen()[1]
    claimed = set(make_lodged(office, citizen).draft.files.values_list("file_id", flat=True))
    unclaimed = make_file()
    now = unclaimed.created_at
    assert forget_unclaimed_files(at=now + timedelta(days=1)) == 0
    assert forget_unclaimed_files(at=now + timedelta(days=3)) == 1
    assert set(File.objects.values_list("pk", flat=True)) == claimed


def test_who_looked_at_what_is_forgotten_the_day_after(office: Office) -> None:
    actions.note_presence(make_dossier(office), by=office.case, at=NINE)
    assert forget_presences(at=NINE + timedelta(hours=23)) == 0
    assert forget_presences(at=NINE + timedelta(hours=25)) == 1


@pytest.mark.parametrize("status", [Status.LODGED, Status.IN_PROGRESS, Status.RESOLVED, Status.RETURNED])
def test_steps_are_over_with_their_dossier_and_not_before(status: Status) -> None:
    dossier = make_dossier(make_office(), status=status)
    is_open = status in OPEN
    assert all(task.is_over != is_open for task in dossier.tasks.all())


def test_a_lane_holds_what_is_visible_by_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    make_body()  # so that no head is that of all bodies
    offices = [make_office() for _ in range(2)]
    for office in offices:
        make_dossier(office)
        make_dossier(office, status=Status.RETURNED)
    few = [worklist.page(each.head, Filters(lane=Lane.ALL), NINE) for each in offices]
    monkeypatch.setattr(inhand, "FEW", 0)
    many = [worklist.page(each.head, Filters(lane=Lane.ALL), NINE) for each in offices]
    assert [page.rows for page in few] == [page.rows for page in many] and all(len(page.rows) == 1 for page in few)
    assert [page.counts for page in few] == [page.counts for page in many]


@pytest.mark.parametrize("for_company", [False, True])
def test_the_paper_of_a_refusal_hides_the_filers_number_from_who_shares_the_dossier(for_company: bool) -> None:
    office, person = make_office(), make_citizen()[0].person
    dossier = make_dossier(office, person=person)
    if for_company:
        company = {"applicant_person": None, "applicant_organisation": make_organisation(person), "filer": person}
        for name, value in company.items():
            setattr(dossier, name, value)
    number = identity.unseal(person.number_sealed)
    shown = refused(dossier, office.signatory, NINE, for_all=True)["applicant_identity"]
    assert shown == (person.masked_number if for_company else number)
    assert Event.objects.filter(kind="NumberRead").exists() != for_company
