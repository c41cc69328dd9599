"""A version is shown in its official words; nothing is worked out that it does not say."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from motcua.catalogue import official as module
from motcua.catalogue.importing.record import read
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.official import Official, official
from motcua.catalogue.passages import Block, blocks
from motcua.catalogue.terms import Fee, TimeLimit
from tests.catalogue.rows import fee, paper, procedure, time

SHIPPED = Path(module.__file__).parent / "data" / "procedures.jsonl.gz"


def shown(**facts: Any) -> Official:
    reading = read(procedure(**facts), 1)
    known = Procedure(code=reading.code, name=reading.name, service_level="partial")
    return official(ProcedureVersion(procedure=known, name=reading.name, content=reading.content))


@pytest.mark.parametrize(
    "amount, currency, text, is_free, words",
    [
        (0, None, "", True, "free of charge"),
        (0, "VND", "", True, "free of charge"),
        (0, None, "Theo quy định của HĐND cấp tỉnh", False, ""),
        (8000, "VND", "8.000 đồng/bản", False, "8.000 đồng"),
        (135, "VND", "135 VNĐ", False, "135 đồng"),
        (20, "USD", "", False, "20 USD"),
        (45, "", "", False, "45 (currency not stated)"),
        (None, "", "Miễn phí cho người nghèo", False, ""),
        (None, "", "", False, "not stated"),
        (12.5, "USD", "", False, "12.5 USD"),
    ],
)
def test_a_fee_keeps_its_official_wording(amount, currency, text, is_free, words):
    known = Fee("DIRECT", "", amount, currency or "", text)
    with override("en"):
        assert (known.is_free, known.amount_words) == (is_free, words)


def test_a_fee_without_its_thousands_is_doubtful_and_uncorrected():
    known = Fee("DIRECT", "", 135, "VND", "135 VNĐ")
    assert known.is_doubtful and known.amount == 135
    assert not Fee("DIRECT", "", 20, "USD", "").is_doubtful


@pytest.mark.parametrize(
    "value, unit, text, words, wording",
    [
        (5, "WORKING_DAY", "", "5 working days", ""),
        (1, "WORKING_DAY", "05 ngày nếu phải xác minh", "1 working day", "05 ngày nếu phải xác minh"),
        (30, "DAY", "", "30 days", ""),
        (4, "HOUR", "", "4 hours", ""),
        (0.5, "MONTH", "", "0.5 months", ""),
        (1, "OTHER", "Ngay trong ngày", "Ngay trong ngày", ""),
        (0, "DAY", "Ngay", "Ngay", ""),
        (None, "", "", "not stated", ""),
    ],
)
def test_a_time_limit_is_told_in_plain_words(value, unit, text, words, wording):
    known = TimeLimit("DIRECT", value, unit, text)
    with override("en"):
        assert (known.words, known.wording) == (words, wording)


def test_vietnamese_is_complete_for_times_and_fees():
    with override("vi"):
        assert TimeLimit("DIRECT", 5, "WORKING_DAY", "").words == "5 ngày làm việc"
        assert Fee("DIRECT", "FEE", 0, "", "").amount_words == "miễn phí"


def test_each_way_of_filing_has_its_times_and_fees_once():
    ways = shown(
        channels=["DIRECT", "POSTAL"],
        processing_times=[time(), time(), time(channel="ONLINE")],
        fees=[fee(), fee(), fee(channel=None)],
    ).channels
    assert [(way.code, len(way.times), len(way.fees)) for way in ways] == [
        ("DIRECT", 1, 1),
        ("POSTAL", 0, 0),
        ("ONLINE", 1, 0),
        ("", 0, 1),
    ]


def test_papers_stand_by_case_with_notes_marked():
    papers = [paper(case="A"), paper(case="B"), paper(case="A", name="Lưu ý", originals=0)]
    cases = shown(components=[*papers, {"name": None, "originals": 1, "copies": 0, "forms": ["Mẫu 1.docx"]}]).papers
    assert [(case.case, [line.is_note for line in case.papers]) for case in cases] == [
        ("A", [False, True]),
        ("B", [False]),
        ("", [False]),
    ]


def test_the_text_is_read_whole():
    known = shown(receiving_address="Trung tâm")
    assert (known.code, known.where, known.who) == ("1.001193", "Trung tâm", ("Ủy ban nhân dân cấp xã",))
    assert known.decision and known.decision.on == date(2026, 1, 16)
    assert [basis.number for basis in known.legal_bases] == ["60/2014/QH13", "123/2015/NĐ-CP"]
    assert not known.is_free and known.results == ("Giấy khai sinh",)


@pytest.mark.parametrize(
    "text, expected",
    [
        (None, ()),
        ("Một đoạn.", (Block("Một đoạn."),)),
        ("Nộp:\n- một;\n+ hai\nXong", (Block("Nộp:", ("một;", "hai")), Block("Xong"))),
        ("- một\n- hai", (Block("", ("một", "hai")),)),
        ("Bước 1: Nộp. Bước 2: Nhận.", (Block("Bước 1: Nộp."), Block("Bước 2: Nhận."))),
        ("Theo Bước 2: nhận", (Block("Theo Bước 2: nhận"),)),
        ("-5 độ\n-", (Block("", ("5 độ",)), Block("-"))),
    ],
)
def test_a_long_text_is_split_into_paragraphs_and_lists(text, expected):
    assert blocks(text) == expected


@pytest.mark.parametrize("content", [{}, dict.fromkeys(procedure()), {"fees": None, "components": []}])
def test_an_empty_content_is_shown_empty(content):
    known = Procedure(code="1.001193", name="Khai sinh", service_level="unknown")
    empty = official(ProcedureVersion(procedure=known, name="Khai sinh", content=content))
    assert (empty.name, empty.fees, empty.papers, empty.decision) == ("Khai sinh", (), (), None)
    assert not empty.is_free and empty.level_words == ""


def test_every_shipped_text_can_be_shown():
    with gzip.open(SHIPPED, "rt", encoding="utf-8") as stream:
        lines = [line for no, line in enumerate(stream) if no % 40 == 0]
    for line in lines:
        known = shown(**json.loads(line))
        words = [time.words for time in known.times] + [fee.amount_words + fee.text for fee in known.fees]
        assert known.name and all(words) and all(block.text or block.items for block in known.steps)
