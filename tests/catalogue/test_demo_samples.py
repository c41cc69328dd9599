"""The rules by which the demonstration chooses: sample processes, standard processes, who settles what."""

import re
from typing import Any

import pytest

from motcua.catalogue.demo.as_published import CASES, as_published
from motcua.catalogue.demo.choosing import department_for, is_of_communes, limit_in
from motcua.catalogue.demo.samples import STEP_NAMES, Sample, samples
from motcua.catalogue.demo.standard_routes import LENGTHS, length_for, standard_steps
from motcua.catalogue.importing.record import read
from motcua.catalogue.models import Handling, StepKind
from motcua.catalogue.routes import hours_needed, lint, lint_for
from motcua.lib.worktime import SAME_DAY, Cutoff, Limit, Unit

SAMPLES = {sample.code: sample for sample in samples()}
KNOWN = ["so xay dung", "so tu phap", "so nong nghiep va moi truong", "van phong dang ky dat dai"]


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_each_sample_process_is_sound_and_fits_its_own_limit(sample: Sample):
    assert lint_for(sample.steps, sample.limit) == []


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_each_sample_step_has_a_vietnamese_name(sample: Sample):
    assert {step.name for step in sample.steps} <= set(STEP_NAMES.values())
    assert all(re.search(r"[à-ỹđ]", name) for name in STEP_NAMES.values())


def test_the_limits_of_the_samples_keep_their_15_00_rules():
    said = {code: (sample.limit, sample.cutoff) for code, sample in SAMPLES.items()}
    assert said["1.001193"] == (SAME_DAY, Cutoff.SAME_DAY)
    assert said["1.013831"] == (Limit(8, Unit.WORKDAY), Cutoff.NONE)
    assert said["2.000986"] == (Limit(3, Unit.WORKDAY), Cutoff.COUNT_FROM_NEXT_DAY)
    assert said["3.000333"] == (Limit(10, Unit.DAY), Cutoff.NONE)


def test_what_a_ministry_handles_is_told_apart():
    elsewhere = {code for code, sample in SAMPLES.items() if sample.handled_by == Handling.HandledBy.MINISTRY}
    assert elsewhere == {"3.000333", "3.000347", "1.004222"}


def test_waiting_for_the_tax_office_is_outside_the_clock():
    assert [step.no for step in SAMPLES["1.013831"].steps if step.kind == StepKind.WAIT] == [3]


def test_legs_that_run_together_are_one_group_and_the_last_of_them_signs():
    legs = [step for step in SAMPLES["2.000986"].steps if step.group]
    assert [(step.no, step.group, step.kind) for step in legs] == [(3, 1, "process"), (4, 1, "sign")]


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_sample_reads_as_a_published_procedure(sample: Sample):
    reading = read(as_published(sample.record), 1)
    assert (reading.code, reading.has_detail) == (sample.code, True)
    assert len(reading.content["components"]) == len(sample.record["components"])
    assert reading.content["level"] == [level.upper() for level in sample.record["levels"]]


def test_a_paper_for_one_case_is_not_asked_in_every_case():
    lines = as_published(SAMPLES["2.000635"].record)["components"]
    assert [bool(line["case"]) for line in lines] == [False, True, True, True]
    assert {line["case"] for line in lines[1:]} <= set(CASES.values())


@pytest.mark.parametrize("length", LENGTHS)
def test_a_standard_process_is_sound_and_takes_its_whole_length(length: int):
    steps = standard_steps(length)
    assert lint(steps) == []
    assert hours_needed(steps) == length
    assert 5 <= len(steps) <= 7


@pytest.mark.parametrize("hours, length", [(8, 8), (15, 8), (64, 56), (10_000, 720)])
def test_the_longest_standard_process_that_fits_is_taken(hours: int, length: int):
    assert length_for(hours) == length


def text(**facts: Any) -> dict[str, Any]:
    return {"level": ["TINH"], "executing_agencies": [], "fields": [], "processing_times": []} | facts


def times(*rows: tuple[str, float | None, str | None]) -> dict[str, Any]:
    return text(processing_times=[{"channel": way, "value": value, "unit": unit} for way, value, unit in rows])


@pytest.mark.parametrize(
    "content, limit",
    [
        (times(), None),
        (times(("DIRECT", 1, "OTHER")), None),
        (times(("DIRECT", None, "WORKING_DAY")), None),
        (times(("DIRECT", 2.5, "WORKING_DAY")), None),
        (times(("DIRECT", 4, "HOUR")), None),
        (times(("DIRECT", 99999, "WORKING_DAY")), None),
        (times(("ONLINE", 3, "WORKING_DAY")), Limit(3, Unit.WORKDAY)),
        (times(("DIRECT", 5, "WORKING_DAY"), ("DIRECT", 7, "WORKING_DAY")), Limit(7, Unit.WORKDAY)),
        (times(("ONLINE", 9, "WORKING_DAY"), ("DIRECT", 10, "DAY")), Limit(10, Unit.DAY)),
    ],
)
def test_a_limit_is_taken_only_from_a_text_that_gives_one(content: dict[str, Any], limit: Limit | None):
    assert limit_in(content) == limit


@pytest.mark.parametrize(
    "agency, field, department",
    [
        ("Sở Tư Pháp", "Luật sư", "so tu phap"),
        ("Giám đốc Sở Tư pháp", "Luật sư", "so tu phap"),
        ("Sở Nông nghiệp và Môi trường Thành phố Hà Nội", "Địa chất", "so nong nghiep va moi truong"),
        ("Sở Giao thông công chánh - TP.HCM", "Đường bộ", "so xay dung"),
        ("Văn phòng đăng ký đất đai", "Đất đai", "van phong dang ky dat dai"),
        ("Chủ tịch Ủy ban nhân dân cấp tỉnh", "Công chứng", "so tu phap"),
        ("Ủy ban nhân dân cấp tỉnh", "Ngoại hối", None),
        ("Ngân hàng Nhà nước Khu vực", "Ngoại hối", None),
        ("Sở Y tế", "Dược", None),
    ],
)
def test_a_provincial_procedure_goes_to_the_body_that_does_this_work_here(agency: str, field: str, department: str):
    content = text(executing_agencies=[{"code": None, "name": agency}], fields=[{"code": None, "name": field}])
    assert department_for(content, dict.fromkeys(KNOWN)) == department


def test_a_commune_procedure_is_known_by_its_level_and_its_committee():
    agencies = [{"code": None, "name": "Uỷ ban Nhân dân cấp xã, phường, thị trấn"}]
    assert is_of_communes(text(level=["XA"], executing_agencies=agencies))
    assert not is_of_communes(text(level=["TINH"], executing_agencies=agencies))
    assert not is_of_communes(text(level=["XA"], executing_agencies=[{"code": None, "name": "Công an cấp Xã"}]))
