"""What becomes of one row: cleaned, doubted or refused; no database."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.importing.lines import BrokenFile, lines
from motcua.catalogue.importing.record import Reading, Refused, read
from tests.catalogue.rows import entry, fee, procedure, time


def reasons(row: dict[str, Any]) -> set[str]:
    return {reason.code for reason in read(row, 1).reasons}


def refusal(row: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        read(row, 1)
    return refused.value.reason.code


def test_a_clean_row_carries_no_doubt():
    assert reasons(procedure()) == set()
    assert reasons(entry()) == set()


@pytest.mark.parametrize(
    "code, kept, doubts",
    [
        ("1.001193", "1.001193", set()),
        ("1.001193.02", "1.001193.02", set()),
        (" 1.014325", "1.014325", {"code_trimmed"}),
        ("1.014325\u00a0\t", "1.014325", {"code_trimmed"}),
        ("1.014955-Xoa", "1.014955-Xoa", {"code_marked_withdrawn"}),
        ("2.009182739", "2.009182739", {"code_malformed"}),
        ("10.01", "10.01", {"code_malformed"}),
    ],
)
def test_a_code_is_trimmed_or_doubted(code, kept, doubts):
    reading = read(entry(code=code), 1)
    assert (reading.code, {reason.code for reason in reading.reasons}) == (kept, doubts)


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"code": None}, "code_missing"),
        ({"code": ""}, "code_missing"),
        ({"code": "   "}, "code_unreadable"),
        ({"code": 1.001193}, "code_unreadable"),
        ({"code": ["1.001193"]}, "code_unreadable"),
        ({"code": "1. 001193"}, "code_unreadable"),
        ({"code": "khai sinh"}, "code_unreadable"),
        ({"code": "1.00\x001193"}, "code_unreadable"),
        ({"code": "1" * 80}, "code_unreadable"),
        ({"code": "<b>1.001193</b>"}, "code_unreadable"),
        ({"name": None}, "name_missing"),
        ({"name": " \n\t"}, "name_missing"),
        ({"name": 12}, "name_missing"),
        ({"name": {"vi": "Khai sinh"}}, "name_missing"),
        ({"name": "x" * 2001}, "name_too_long"),
    ],
)
def test_a_row_without_a_usable_code_or_name_is_refused(change, reason):
    assert refusal(procedure(**change)) == reason
    assert refusal(entry(**change)) == reason


@pytest.mark.parametrize(
    "change, doubt",
    [
        ({"steps": 12}, "wrong_type"),
        ({"steps": ["a", "b"]}, "wrong_type"),
        ({"steps": "Bước\x00 1"}, "control_characters"),
        ({"steps": "Bước \ud800"}, "control_characters"),
        ({"steps": None}, "section_missing"),
        ({"decision": []}, "wrong_type"),
        ({"decision": {"number": "1/QĐ", "date": "31/02/2026"}}, "date_unreadable"),
        ({"decision": {"number": "1/QĐ", "date": "0001-01-01"}}, "date_unreadable"),
        ({"executing_agencies": []}, "no_executing_agency"),
        ({"executing_agencies": "UBND xã"}, "wrong_type"),
        ({"executing_agencies": [7]}, "wrong_type"),
        ({"executing_agencies": [{"name": "Sở " * 300}]}, "value_cut"),
        ({"fields": None}, "no_field"),
        ({"subjects": "Công dân"}, "wrong_type"),
        ({"service_level": "CAP_BON"}, "value_unknown"),
        ({"fees": {"amount": 1}}, "fee_currency_not_stated"),
        ({"fees": [fee(amount="8000")]}, "wrong_type"),
        ({"fees": [fee(amount=True)]}, "wrong_type"),
        ({"fees": [fee(amount=10**400)]}, "wrong_type"),
        ({"fees": ["tám nghìn"]}, "wrong_type"),
        ({"fees": [fee(amount=135, currency="VND", text="135 VNĐ")]}, "fee_suspiciously_small"),
        ({"fees": [fee(amount=45, currency=None)]}, "fee_currency_not_stated"),
        ({"fees": [fee(amount=None, currency=None, text=None)]}, "fee_amount_not_stated"),
        ({"processing_times": [time(value=1, unit="OTHER")]}, "time_limit_not_usable"),
        ({"processing_times": [time(value=0, unit="DAY")]}, "time_limit_not_usable"),
        ({"processing_times": [time(value=None, unit=None)]}, "time_limit_not_usable"),
        ({"processing_times": []}, "time_limit_missing"),
        ({"components": [{"name": None, "originals": 1, "copies": 0}]}, "component_without_name"),
        ({"components": [{"name": "Tờ khai", "originals": -1, "copies": 0}]}, "quantity_unusable"),
        ({"components": [{"name": "Tờ khai", "originals": 10**12, "copies": 0}]}, "quantity_unusable"),
        ({"warnings": ["fee_unparsed"]}, "parsed_with_doubt"),
    ],
)
def test_a_doubtful_value_is_flagged_and_the_row_goes_in(change, doubt):
    assert doubt in reasons(procedure(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"fees": [fee(amount=0, currency=None, text="Theo quy định của HĐND tỉnh")]},
        {"fees": [fee(amount=20, currency="USD")]},
        {"fees": [fee(amount=0, currency=None, text=None)]},
        {"processing_times": [time(value=8, unit="HOUR")]},
        {"future_key": {"anything": [1, 2]}},
        {"fields": [{"code": None, "name": "Một lĩnh vực chưa từng thấy"}]},
        {"source": "not an object", "raw": [1], "warnings": None},
    ],
)
def test_what_is_merely_unusual_is_no_doubt(change):
    assert reasons(procedure(**change)) == set()


def test_every_key_may_be_null_or_missing():
    nothing = dict.fromkeys(procedure(), None)
    for row in (nothing, {"steps": None}):
        reading = read({**row, "code": "1.001193", "name": "Khai sinh"}, 1)
        assert reading.has_detail and "section_missing" in reading.flags


def test_text_is_composed_and_its_blanks_are_tidied():
    reading = read(procedure(steps="Đa\u0303  nộp\u200b \r\n\r\n\r\n\r\n xong\t. "), 1)
    assert reading.content["steps"] == "Đã nộp\n\nxong ."


def test_the_kind_of_row_is_seen_by_its_keys():
    assert read(procedure(), 1).has_detail
    assert not read(entry(), 1).has_detail


def written(path: Path, *raw: bytes) -> Path:
    path.write_bytes(b"\n".join(raw))
    return path


@pytest.mark.parametrize(
    "raw, reason",
    [
        (b'{"code": "1.0', "line_not_json"),
        (b'{"code": NaN}', "line_not_json"),
        (b"[1, 2]", "line_not_object"),
        (b'"text"', "line_not_object"),
        (b"\xff\xfe{}", "line_not_utf8"),
        (b"[" * 200_000, "line_not_json"),
        (b'{"n": ' + b"9" * 5000 + b"}", "line_not_json"),
        (b'{"name": "' + b"x" * (5 * 1024 * 1024) + b'"}', "line_too_long"),
    ],
)
def test_a_broken_line_is_refused_and_the_next_is_read(tmp_path, raw, reason):
    found = list(lines(written(tmp_path / "f.jsonl", raw, b"", b'{"code": "1"}')))
    assert [line.reason and line.reason.code for line in found] == [reason, None]
    assert [line.number for line in found] == [1, 3]


def test_a_packed_file_is_known_by_its_bytes_and_a_cut_one_is_told(tmp_path):
    packed = gzip.compress(b'\xef\xbb\xbf{"code": "1"}\n' * 1000)
    assert len(list(lines(written(tmp_path / "whole", packed)))) == 1000
    with pytest.raises(BrokenFile):
        list(lines(written(tmp_path / "cut.gz", packed[:-20])))
    with pytest.raises(BrokenFile):
        list(lines(tmp_path / "missing.jsonl"))


def test_a_reading_can_be_stored_as_json():
    odd = procedure(steps="\x00\ud800", fees=[fee(amount=1e308)], source={"a": object.__name__, "b": [1]})
    reading: Reading = read(odd, 1)
    json.dumps([reading.content, reading.source], allow_nan=False).encode()
