"""What counts as a change of an official text, and what is only another spelling of it; no database."""

import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.importing.comparing import compare, said, settled
from motcua.catalogue.importing.dates import Order, next_effective, order, read_date
from motcua.catalogue.importing.record import read
from tests.catalogue.rows import NEWER, OLDER, fee, paper, procedure, time


def changed(before: dict[str, Any], after: dict[str, Any], *, same_form: bool = True) -> set[str]:
    old, new = read(procedure(**before), 1).content, read(procedure(**after), 1).content
    return {change["what"] for change in compare(old, new, same_form=same_form).changes}


@pytest.mark.parametrize(
    "one, other",
    [
        ("10.000 đồng", "10 000  ĐỒNG."),
        ("Nộp hồ sơ: (01 bộ)", "nộp hồ sơ ; 01 bộ"),
        ("ngày/tháng", "ngày / tháng"),
        ("Mẫu số 03.docx", "Mẫu số\n03.docx"),
        (None, "  "),
        ("Đã", "Đa\u0303"),
    ],
)
def test_spelling_form_says_the_same(one, other):
    assert said(one) == said(other)


@pytest.mark.parametrize(
    "one, other",
    [("1,5 ngày", "15 ngày"), ("< 5 ha", "> 5 ha"), ("10%", "10"), ("dưới 3 tầng", "dưới 4 tầng"), ("thuế", "thuê")],
)
def test_what_matters_is_not_lost(one, other):
    assert said(one) != said(other)


@pytest.mark.parametrize(
    "what, before, after",
    [
        ("name", {}, {"name": "Thủ tục đăng ký lại khai sinh"}),
        ("processing_times", {}, {"processing_times": [time(), time(channel="ONLINE", value=3)]}),
        ("processing_times", {}, {"processing_times": [time(unit="DAY"), time(channel="ONLINE")]}),
        ("fees", {}, {"fees": [fee()]}),
        ("fees", {"fees": [fee(text=None)]}, {"fees": [fee(text="miễn cho người nghèo")]}),
        ("fees.currency", {"fees": [fee(currency="USD")]}, {"fees": [fee(currency="VND")]}),
        ("components", {"components": [paper()]}, {"components": [paper(), paper(name="Ảnh")]}),
        ("components", {"components": [paper()]}, {"components": [paper(originals=2)]}),
        ("components", {"components": [paper()]}, {"components": [paper(case="Nộp trực tuyến")]}),
        ("steps", {"steps": "Trong 20 ngày"}, {"steps": "Trong 10 ngày"}),
        ("conditions", {"conditions": None}, {"conditions": "Đủ 18 tuổi"}),
        ("results", {}, {"results": [{"name": "Trích lục", "code": None}]}),
        ("legal_bases", {}, {"legal_bases": [{"number": "60/2014/QH13", "title": "Luật Hộ tịch"}]}),
        ("executing_agencies", {}, {"executing_agencies": ["Sở Tư pháp"]}),
        ("coordinating_agencies", {}, {"coordinating_agencies": []}),
        ("subjects", {}, {"subjects": ["Công dân Việt Nam"]}),
        ("channels", {}, {"channels": ["DIRECT"]}),
        ("level", {}, {"level": ["TINH"]}),
    ],
)
def test_a_changed_rule_is_a_change(what, before, after):
    assert changed(before, after) == {what}


@pytest.mark.parametrize(
    "before, after",
    [
        ({}, {"source": {"repo": "another"}, "warnings": ["fee_unparsed"], "raw": {"fees": "?"}}),
        ({}, {"decision": {"number": "1077/QĐ-BTP", "date": "2026-06-29", "agency": "Bộ Tư pháp"}}),
        ({}, {"service_level": "TOAN_TRINH", "kind": "SPECIFIC", "status_in_portal": "ACTIVE"}),
        ({}, {"coordinating_agencies": [{"code": "G01", "name": "Bảo hiểm xã hội"}, "Công an cấp Xã"]}),
        ({"fees": [fee(currency=None, kind=None)]}, {"fees": [fee()]}),
        ({"fees": [fee(), fee()]}, {"fees": [fee()]}),
        ({"processing_times": [time(value=None, unit=None)]}, {"processing_times": [time(value=0, unit="OTHER")]}),
        (
            {"components": [paper(forms=["Mẫu 03.docx"])]},
            {"components": [paper(name="Tờ khaiMẫu 03.docx", code="K1")]},
        ),
        ({"components": [paper(name="Ảnh 2", originals=1)]}, {"components": [paper(name="Ảnh", originals=21)]}),
    ],
)
def test_facts_about_the_publication_and_form_are_no_change(before, after):
    assert changed(before, after) == set()


@pytest.mark.parametrize(
    "before, after",
    [
        ({"authority_agencies": []}, {"authority_agencies": ["Ủy ban nhân dân cấp xã"]}),
        ({"level": ["TINH"]}, {"level": ["TINH", "KHAC"]}),
        ({"cases": []}, {"cases": [{"code": "1.001193.01", "name": "A", "value": 1, "unit": "DAY"}]}),
        (
            {"legal_bases": [{"number": "85/2019/TT-BTC", "title": "Luật 60/2014/QH13 và 123/2015/NĐ-CP"}]},
            {"legal_bases": [{"number": "60/2014/QH13"}, {"number": "123/2015/NĐ-CP"}, {"number": "85/2019/TT-BTC"}]},
        ),
    ],
)
def test_what_two_forms_of_source_tell_differently_is_a_change_only_within_one_form(before, after):
    assert changed(before, after, same_form=False) == set()
    assert changed(before, after) != set()


def test_a_change_says_what_came_and_went():
    old, new = read(procedure(), 1).content, read(procedure(fees=[fee(amount=5000)]), 1).content
    (change,) = compare(old, new, same_form=True).changes
    assert change["what"] == "fees"
    assert [row["amount"] for row in change["added"]] == [5000]
    assert [row["amount"] for row in change["removed"]] == [8000, 4000]


def test_a_newer_reading_moves_the_decision_on_and_fills_gaps():
    old = read(procedure(decision={"number": "163/QĐ-BTP", "date": None}, conditions=None), 1).content
    content = settled(old, read(procedure(steps="khác"), 1).content)
    assert content["decision"]["date"] == "2026-01-16"
    assert content["conditions"] and content["steps"] == old["steps"]


def mangled(value: Any, chance: random.Random) -> Any:
    """The same facts in another form: order of keys and lists, blanks, decomposed letters, blanks at marks."""
    if isinstance(value, dict):
        keys = chance.sample(list(value), len(value))
        return {key: mangled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [mangled(item, chance) for item in chance.sample(value, len(value))]
    if not isinstance(value, str) or value.isupper():
        return value
    blanks = value.replace(" ", chance.choice([" ", "  ", "\u00a0", " \t"]))
    spaced = blanks.replace(",", " , ").replace(";", " ;") if chance.random() < 0.5 else blanks
    return unicodedata.normalize(chance.choice(["NFC", "NFD"]), f" {spaced}\n")


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_same_facts_in_another_form_are_unchanged(chance):
    row = procedure(steps="Bước 1: Nộp 1,5 bộ; trả 10.000 đồng,\n- nhận giấy hẹn.")
    facts = {key: value for key, value in row.items() if key not in ("code", "source", "decision")}
    other = {**mangled(facts, chance), "code": row["code"], "decision": row["decision"]}
    old, new = read(row, 1).content, read(other, 1).content
    assert compare(old, new, same_form=True).changes == []


@pytest.mark.parametrize(
    "text, known",
    [
        ("2026-06-29", "2026-06-29"),
        ("29/06/2026", "2026-06-29"),
        ("2026-07", "2026-07-01"),
        ("2026-06-29T00:00:00Z", "2026-06-29"),
        ("2026-13-01", None),
        ("hôm nay", None),
        (None, None),
        ("1900-01-01", None),
    ],
)
def test_a_date_is_read_or_left(text, known):
    assert str(read_date(text)) == str(known)


@pytest.mark.parametrize(
    "new, stored, expected",
    [
        (({}, NEWER), ({}, OLDER), Order.NEWER),
        (({}, OLDER), ({}, NEWER), Order.OLDER),
        (({}, NEWER), ({}, NEWER), Order.SAME),
        (({}, {"portal_updated": "2026-01-01"}), ({}, NEWER), Order.OLDER),
        (({"decision": {"date": "2026-06-29"}}, {}), ({"decision": {"date": "2026-01-16"}}, {}), Order.NEWER),
        (({}, {}), ({}, NEWER), Order.SAME),
    ],
)
def test_the_first_date_that_both_state_tells_which_text_is_newer(new, stored, expected):
    assert order(new, stored) is expected


@pytest.mark.parametrize(
    "new, stored, expected",
    [
        ("2026-06-29", "2026-01-16", "2026-06-29"),
        ("2026-01-16", "2026-01-16", "2026-07-10"),
        (None, "2026-01-16", "2026-07-10"),
    ],
)
def test_a_changed_text_counts_from_its_own_decision_or_the_portal(new, stored, expected):
    updated = {"portal_updated": "2026-07-10"}
    pairs = ({"decision": {"date": new}}, updated), ({"decision": {"date": stored}}, {})
    assert str(next_effective(*pairs, read_date("2026-11-20"))) == expected
    assert str(next_effective(({}, {}), ({}, {}), read_date("2026-11-20"))) == "2026-11-20"
