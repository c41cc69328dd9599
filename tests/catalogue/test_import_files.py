"""A whole file goes in: counts, versions, what is left alone."""

import gzip
import json
import random
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from motcua.catalogue.importing import import_file, run
from motcua.catalogue.importing.deciding import Decision
from motcua.catalogue.models import (
    Agency,
    CatalogueImport,
    Component,
    Field,
    Procedure,
    ProcedureVersion,
    ServiceLevel,
)
from tests.catalogue.rows import NEWER, NOON, OLDER, entry, import_rows, outcomes, paper, procedure, time

pytestmark = pytest.mark.django_db
SHIPPED = Path(run.__file__).parents[1] / "data"


def sample(name: str, count: int) -> list[str]:
    with gzip.open(SHIPPED / name, "rt", encoding="utf-8") as stream:
        return random.Random(7).sample(stream.read().splitlines(), count)


def test_a_second_import_changes_nothing(tmp_path):
    rows = [*sample("procedures.jsonl.gz", 70), *sample("procedure-catalogue.jsonl.gz", 70)]
    first, second = import_rows(tmp_path, rows), import_rows(tmp_path, rows)
    assert first["counts"]["read"] == 140 and first["counts"]["rejected"] == 0
    assert second["counts"]["unchanged"] == 140
    assert ProcedureVersion.objects.filter(number__gt=1).count() == 0
    assert Procedure.objects.filter(has_detail=True).count() == 70


def test_a_procedure_is_found_by_what_its_text_says(tmp_path):
    import_rows(tmp_path, [procedure()])
    known = Procedure.objects.get(code="1.001193")
    assert (known.has_detail, known.levels, known.service_level) == (True, ["XA"], ServiceLevel.PARTIAL)
    assert known.search_text == "thu tuc dang ky khai sinh\nho tich"
    assert [field.name for field in known.fields.all()] == ["Hộ tịch"]
    assert [agency.name for agency in known.executed_by.all()] == ["Ủy ban nhân dân cấp xã"]
    assert known.promulgated_by and known.promulgated_by.name == "Bộ Tư pháp"


def test_a_line_without_quantity_is_a_note_and_an_unusable_one_is_not(tmp_path):
    unusable = paper(name="Bản vẽ", originals=None, copies=0)
    import_rows(tmp_path, [procedure(components=[paper(), paper(name="Lưu ý:", originals=0), unusable])])
    assert list(Component.objects.values_list("no", "is_note")) == [(1, False), (2, True), (3, False)]


def test_a_changed_text_is_a_new_version_with_its_changes(tmp_path):
    import_rows(tmp_path, [procedure(source=OLDER)])
    decision = {"number": "1077/QĐ-BTP", "date": "2026-06-29", "agency": None}
    report = import_rows(tmp_path, [procedure(processing_times=[time(value=3)], decision=decision)])
    assert outcomes(report) == ["changed"]
    first, second = ProcedureVersion.objects.order_by("number")
    assert first.content["processing_times"][0]["value"] == 5
    assert (second.number, str(second.effective_from)) == (2, "2026-06-29")
    assert [change["what"] for change in second.changes] == ["processing_times", "decision"]
    assert report["rows"][0]["changes"] == [second.changes[0]]


def test_the_version_in_force_on_a_day_is_the_last_that_had_begun(tmp_path):
    import_rows(tmp_path, [procedure()])
    import_rows(tmp_path, [procedure(steps="khác")], effective_from=NOON.date())
    numbers = {
        on: ProcedureVersion.objects.in_force(on).get().number for on in (NOON.date().replace(day=1), NOON.date())
    }
    assert list(numbers.values()) == [1, 2]


def test_the_operator_may_say_from_when_new_texts_count(tmp_path):
    import_rows(tmp_path, [procedure()], effective_from=NOON.date())
    assert ProcedureVersion.objects.get().effective_from == NOON.date()


def test_an_older_text_that_comes_later_replaces_nothing(tmp_path):
    import_rows(tmp_path, [procedure()])
    report = import_rows(tmp_path, [procedure(steps="Trong 20 ngày", source=OLDER)])
    assert outcomes(report) == ["unchanged"]
    assert "older_than_stored" in [reason["code"] for reason in report["rows"][0]["reasons"]]
    assert ProcedureVersion.objects.count() == 1


def test_older_then_newer_file_then_both_again(tmp_path):
    older = [procedure(source=OLDER, steps="Trong 20 ngày"), procedure(code="1.000001", source=OLDER, cases=[])]
    newer = [procedure(), procedure(code="1.000001", source=NEWER)]
    seen = [outcomes(import_rows(tmp_path, rows)) for rows in (older, newer, older, newer)]
    assert seen == [["created"] * 2, ["changed", "unchanged"], ["unchanged"] * 2, ["unchanged"] * 2]
    assert list(ProcedureVersion.objects.values_list("number", flat=True).order_by("pk")) == [1, 1, 2]


def test_a_new_decision_for_the_same_rules_is_noted_without_a_version(tmp_path):
    import_rows(tmp_path, [procedure()])
    decision = {"number": "1077/QĐ-BTP", "date": "2026-06-29", "agency": None}
    report = import_rows(tmp_path, [procedure(decision=decision)])
    assert outcomes(report) == ["unchanged"]
    assert [note["what"] for note in report["rows"][0]["notes"]] == ["decision"]
    assert ProcedureVersion.objects.get().content["decision"]["number"] == "1077/QĐ-BTP"


def test_one_bad_row_is_refused_and_the_rest_goes_in(tmp_path):
    rows = [procedure(code="1.000001"), '{"code": "1.00', procedure(code="?\ud800"), entry(code="1.000002"), '"text"']
    report = import_rows(tmp_path, rows)
    assert outcomes(report) == ["created", "rejected", "rejected", "created", "rejected"]
    assert [row["line"] for row in report["rows"]] == [1, 2, 3, 4, 5]
    assert report["rows"][1]["reasons"][0]["sentence"] == "The line is not a JSON value."


def test_a_code_given_twice_with_the_same_text_is_flagged_and_with_another_refused(tmp_path):
    rows = [procedure(), procedure(), procedure(steps="Bước 1: khác"), entry(code="1.000002"), entry(code="1.000002")]
    for expected in ("created", "unchanged"):
        report = import_rows(tmp_path, rows)
        assert outcomes(report) == [expected, "unchanged", "rejected", expected, "unchanged"]
        assert report["rows"][2]["reasons"][0]["code"] == "duplicate_code"
    assert ProcedureVersion.objects.count() == 1


def test_two_versions_in_one_file_become_two_versions_when_dated(tmp_path):
    rows = [procedure(steps="Trong 20 ngày", source=OLDER), procedure()]
    assert outcomes(import_rows(tmp_path, rows)) == ["created", "changed"]
    assert outcomes(import_rows(tmp_path, rows)) == ["unchanged", "unchanged"]


def test_a_trimmed_code_takes_nobodys_place(tmp_path):
    rows = [entry(code=" 1.014325", name="Hỗ trợ tư vấn"), entry(code="1.014325", name="Chương trình công tác")]
    for expected in ("created", "unchanged"):
        report = import_rows(tmp_path, rows)
        assert {row["line"]: row["outcome"] for row in report["rows"]} == {1: "rejected", 2: expected}
    assert Procedure.objects.get().name == "Chương trình công tác"


def test_a_list_entry_makes_a_procedure_and_follows_the_list(tmp_path):
    assert outcomes(import_rows(tmp_path, [entry()])) == ["created"]
    assert outcomes(import_rows(tmp_path, [entry(fields=["Chứng thực"])])) == ["changed"]
    known = Procedure.objects.get()
    assert (known.has_detail, [field.name for field in known.fields.all()]) == (False, ["Chứng thực"])


def test_a_list_entry_never_damages_a_full_text(tmp_path):
    import_rows(tmp_path, [procedure(kind=None, promulgating_agency=None)])
    report = import_rows(tmp_path, [entry(name="Tên khác", fields=["Khác"], subjects=[], executing_agencies=[])])
    known = Procedure.objects.get()
    assert outcomes(report) == ["unchanged"] and report["counts"]["flagged"] == 1
    assert (known.name, known.has_detail, known.kind) == ("Thủ tục đăng ký khai sinh", True, "STANDARD")
    assert [field.name for field in known.fields.all()] == ["Hộ tịch"] and known.subjects
    assert known.promulgated_by and known.promulgated_by.name == "Bộ Tư pháp"
    assert ProcedureVersion.objects.count() == 1


def test_a_full_text_completes_a_list_entry(tmp_path):
    import_rows(tmp_path, [entry()])
    report = import_rows(tmp_path, [procedure()])
    assert outcomes(report) == ["changed"] and report["rows"][0]["changes"][0]["what"] == "detail"
    assert Procedure.objects.get().versions.get().number == 1


def test_names_longer_than_their_column_and_unseen_ones_are_kept(tmp_path):
    long = "Sở " * 400
    import_rows(tmp_path, [procedure(executing_agencies=[long, "Cơ quan lạ"], fields=[{"name": "x" * 900}])])
    assert Agency.objects.filter(name="Cơ quan lạ").exists() and len(Field.objects.get().name) == 300
    assert ProcedureVersion.objects.get().content["executing_agencies"][0]["name"] == long.strip()


def test_a_row_that_the_database_refuses_stays_out_alone(tmp_path, monkeypatch):
    def refuse(readings, *args, **options) -> list[Decision]:
        if any(reading.code == "1.000002" for reading in readings):
            raise DatabaseError("no")
        return whole(readings, *args, **options)

    whole = run.write_batch
    monkeypatch.setattr(run, "write_batch", refuse)
    report = import_rows(tmp_path, [procedure(code=f"1.00000{no}") for no in (1, 2, 3)])
    assert outcomes(report) == ["created", "rejected", "created"]


def test_a_crash_leaves_whole_batches_and_a_second_run_ends_the_work(tmp_path, monkeypatch):
    class Crash(Exception):
        """The machine went away."""

    def crash(readings, *args, **options) -> list[Decision]:
        if CatalogueImport.objects.get().batches == 2:
            raise Crash
        return whole(readings, *args, **options)

    whole = run.write_batch
    rows = [procedure(code=f"1.00000{no}") for no in range(9)]
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(run, "write_batch", crash)
    with pytest.raises(Crash):
        import_rows(tmp_path, rows)
    assert Procedure.objects.count() == ProcedureVersion.objects.count() == 4
    assert json.loads((tmp_path / "report.json").read_text())["stopped"].startswith("Crash")
    monkeypatch.setattr(run, "write_batch", whole)
    assert outcomes(import_rows(tmp_path, rows)) == ["unchanged"] * 4 + ["created"] * 5


def test_the_number_of_queries_grows_with_batches_not_with_rows(tmp_path, django_assert_max_num_queries):
    rows = [procedure(code=f"1.{no:06}") for no in range(150)]
    with django_assert_max_num_queries(40):
        import_rows(tmp_path, rows)


def test_the_command_prints_counts_and_says_when_a_file_is_broken(tmp_path, capsys):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(procedure()))
    call_command("import_procedures", str(path))
    assert "read 1 · created 1 · changed 0 · unchanged 0 · rejected 0 · flagged 0" in capsys.readouterr().out
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"{}" * 90)[:-9])
    with pytest.raises(CommandError, match=r"cut\.gz: cannot be read"):
        call_command("import_procedures", str(tmp_path / "cut.gz"))


def test_an_import_without_a_report_writes_no_file(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(procedure()))
    assert import_file(path, at=NOON)["created"] == 1
    assert [file.name for file in tmp_path.iterdir()] == ["rows.jsonl"]
