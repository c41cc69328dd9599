"""`bin/manage clock`: a file goes in, the dates and their reasons come out, without a database."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

WEEK = {"value": 7, "unit": "workday"}
ACCEPTED = {"at": "2026-03-02T09:00", "kind": "accepted"}
ASKED = {"at": "2026-03-04T09:00", "kind": "supplement_asked", "mode": "resume"}
SUPPLEMENTED = {"at": "2026-03-09T09:00", "kind": "supplemented"}
EXTENDED = {"at": "2026-03-10T09:00", "kind": "extended", "new_due": "2026-03-20T17:00"}
RESOLVED = {"at": "2026-03-17T10:00", "kind": "resolved"}


def run(tmp_path: Path, document: object, *options: str) -> str:
    file, out = tmp_path / "life.json", io.StringIO()
    file.write_text(json.dumps(document), encoding="utf-8")
    call_command("clock", str(file), *options, stdout=out)
    return out.getvalue()


def answer(tmp_path: Path, *events: dict[str, str], **further: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(tmp_path, {"limit": WEEK, "events": events, **further}, "--json"))
    return found


@pytest.mark.parametrize(
    "mode, due_at", [("resume", "2026-03-16T17:00:00+07:00"), ("restart", "2026-03-18T17:00:00+07:00")]
)
def test_the_two_pauses_of_the_rulebook(tmp_path: Path, mode: str, due_at: str) -> None:
    found = answer(tmp_path, ACCEPTED, ASKED | {"mode": mode}, SUPPLEMENTED)
    assert list(found) == [
        "first_due_at",
        "due_at",
        "ended_at",
        "on_time",
        "on_time_766",
        "explanation",
        "warnings",
    ]
    assert found["first_due_at"] == found["due_at"] == due_at
    assert (found["ended_at"], found["on_time"], found["on_time_766"], found["warnings"]) == (None, None, None, [])
    counted = [line for line in found["explanation"] if line["counted"]]
    assert sum(int(line["amount"].split()[0]) for line in counted) == 7


def test_a_whole_life(tmp_path: Path) -> None:
    found = answer(tmp_path, ACCEPTED, ASKED, SUPPLEMENTED, EXTENDED, RESOLVED)
    assert found["first_due_at"] == "2026-03-16T17:00:00+07:00"
    assert found["due_at"] == "2026-03-20T17:00:00+07:00"
    assert found["ended_at"] == "2026-03-17T10:00:00+07:00"
    assert (found["on_time"], found["on_time_766"]) == (False, False)


def test_an_open_life_is_judged_as_of_a_moment(tmp_path: Path) -> None:
    found = answer(tmp_path, ACCEPTED, as_of="2026-03-11T17:00")
    assert (found["on_time"], found["on_time_766"]) == (True, True)


def test_the_cut_limit_and_the_cutoff_are_read(tmp_path: Path) -> None:
    late = {"at": "2026-03-02T15:30", "kind": "accepted"}
    found = answer(tmp_path, late, cut_limit={"value": 5, "unit": "workday"}, cutoff="count_from_next_day")
    assert found["due_at"] == "2026-03-10T17:00:00+07:00"


def test_an_open_wait_has_no_due_date(tmp_path: Path) -> None:
    assert answer(tmp_path, ACCEPTED, ASKED)["due_at"] is None
    assert run(tmp_path, {"limit": WEEK, "events": [ACCEPTED, ASKED]}).startswith("–\n- ")


def test_plain_text_speaks_vietnamese_unless_told_otherwise(tmp_path: Path) -> None:
    late = EXTENDED | {"at": "2026-03-11T09:00"}
    document = {"limit": WEEK, "events": [ACCEPTED, late]}
    lines = run(tmp_path, document).splitlines()
    assert lines[0] == "2026-03-20T17:00:00+07:00"
    assert lines[-2].startswith("- Đã gia hạn bằng mẫu số 04 lúc 09:00 thứ Tư, 11/03/2026")
    assert lines[-2].endswith("[NĐ 61/2018/NĐ-CP, Điều 19.9]")
    assert lines[-1].startswith("! Mẫu số 04")
    english = run(tmp_path, document, "--language", "en")
    assert "! Form 04 of 09:00 on Wednesday, 11 March 2026 came too late" in english


def test_a_dash_reads_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps({"limit": WEEK, "events": [ACCEPTED]}).encode("utf-8-sig")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    out = io.StringIO()
    call_command("clock", "-", "--json", stdout=out)
    assert json.loads(out.getvalue())["due_at"] == "2026-03-11T17:00:00+07:00"


def test_every_fault_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        answer(tmp_path, SUPPLEMENTED, ACCEPTED, {"at": "2026-03-10T09:00", "kind": "slept"}, limit=None)
    assert [fault.split(": ")[0] for fault in str(refused.value).splitlines()] == [
        "limit is missing",
        "event 3",
        "event 2",
        "event 1",
    ]


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00", '{"limit": ' + "9" * 5000 + "}"])
def test_what_is_not_json_is_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "life.json"
    file.write_text(text)
    with pytest.raises(CommandError):
        call_command("clock", str(file))


def test_a_missing_file_and_a_file_of_other_letters_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="absent"):
        call_command("clock", str(tmp_path / "absent.json"))
    (tmp_path / "old.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="old"):
        call_command("clock", str(tmp_path / "old.json"))


def test_a_limit_that_runs_over_the_end_of_the_calendar_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="outside the calendar"):
        answer(tmp_path, {"at": "2099-12-30T09:00", "kind": "accepted"})
