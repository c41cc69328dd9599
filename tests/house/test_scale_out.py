"""Two machines, one database, one store: one house. What they leave in logs, figures and traces names nobody."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.crash.acts import STORE_AWAY
from tests.crash.world import PASSWORD
from tests.house.copies import clear
from tests.house.house_story import BOTH, ONE_LEFT, Story, lived

pytestmark = pytest.mark.processes
# What the forms of the story hold of people, as bench/receiving.py and tests/crash/world.py write it.
PEOPLE = [
    "Lò Thị Đo",
    "L%C3%B2",
    "\\u0110o",
    "0912345678",
    "0121909",
    "17/05/1990",
    "1990-05-17",
    "Tổ 1",
    "trang.png",
]


@pytest.fixture(scope="module")
def story(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("house")
    try:
        yield lived(template, folder)
    finally:
        clear(folder / "shared")


def test_what_is_taken_in_on_one_machine_is_read_on_the_other(story: Story) -> None:
    assert story.read_elsewhere == [story.scan] * BOTH
    assert len(story.stored) >= 3 * BOTH and not story.local_files


def test_each_reaction_is_carried_once_by_one_of_the_two_workers(story: Story) -> None:
    rows, distinct = story.delivered
    assert rows == distinct > 0
    assert sum(story.carried) == rows, "work that both did would be counted twice"
    assert min(story.carried) > 0, "both take from the one queue"


def test_the_other_goes_on_alone_when_one_is_killed(story: Story) -> None:
    assert story.dossiers == BOTH + ONE_LEFT
    rows, distinct = story.delivered_after
    assert rows == distinct
    assert story.carried_after == rows - story.delivered[0] > 0


def test_without_the_store_a_form_comes_back_with_a_sentence_and_all_that_was_typed(story: Story) -> None:
    status, page = story.refused_without_store
    assert status == 422
    assert STORE_AWAY in page and "Lò Thị Đo 0" in page and "Đề nghị giải quyết" in page
    assert story.seconds_without_store < 20, "however many papers the form has"


def test_without_the_store_what_is_refused_and_what_is_not_shown_is_counted(story: Story) -> None:
    assert 'motcua_requests_total{door="counter",method="POST",status="422",view="counter:dossiers"}' in story.figures
    assert re.search(r"motcua_files_not_kept_total [1-9]", story.figures)
    told = [line for line in story.logs.splitlines() if "files not kept" in line]
    assert told and "EndpointConnectionError" in told[0]
    assert story.read_without_store == 503
    assert re.search(r'motcua_errors_total\{kind="StoreAway",place="counter"\} 1\.0', story.figures)


def test_work_that_fails_is_noted_by_kind_and_place(story: Story) -> None:
    kind, place = story.trouble
    assert kind.startswith("ImportError") and place.startswith("queue.py:")
    assert 'motcua_jobs_total{outcome="failed",work="notices.nowhere"}' in story.figures


def test_logs_figures_and_traces_name_nobody(story: Story) -> None:
    told = {"logs": story.logs, "figures": story.figures}
    told["traces"] = b"".join(story.spans).decode("utf-8", "replace")
    assert "Traceback" in story.logs and story.figures and story.spans
    assert [(place, name) for place, text in told.items() for name in [*PEOPLE, PASSWORD] if name in text] == []


def test_a_reaction_hangs_on_the_trace_of_the_page_that_caused_it(story: Story) -> None:
    traces = defaultdict(dict)
    for span in spans(story):
        traces[span["trace"]][span["name"]] = span
    followed = [trace for trace in traces.values() if "job notices.actions.tell_applicant" in trace]
    assert len(followed) >= BOTH
    page, act, job = (
        followed[0][name]
        for name in ("POST counter:dossiers", "act dossiers.receive", "job notices.actions.tell_applicant")
    )
    assert (page["role"], job["role"]) == ("web", "worker")
    assert act["parent"] == page["id"] and job["parent"] in {span["id"] for span in followed[0].values()}
    assert page["http.response.status_code"] == 302
    assert 0 < act["db.statements"] <= page["db.statements"]
    assert job["db.statements"] > 0 and job["db.seconds"] > 0


def test_what_is_asked_of_the_store_is_a_span_with_its_host_alone(story: Story) -> None:
    calls = [span for span in spans(story) if span["name"] == "call PUT"]
    assert calls
    assert {tuple(sorted(set(call) - {"trace", "id", "parent", "name", "role"})) for call in calls} <= {
        ("db.seconds", "db.statements", "http.response.status_code", "server.address"),
        ("db.seconds", "db.statements", "error.type", "server.address"),
    }


def spans(story: Story) -> Iterator[dict[str, Any]]:
    """Each span with its attributes and its place in the tree."""
    for sending in story.spans:
        for resource in ExportTraceServiceRequest.FromString(sending).resource_spans:
            role = next(one.value.string_value for one in resource.resource.attributes if one.key == "motcua.role")
            for span in (span for scope in resource.scope_spans for span in scope.spans):
                values = {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in span.attributes}
                ids = {"trace": span.trace_id, "id": span.span_id, "parent": span.parent_span_id}
                yield {**values, **ids, "name": span.name, "role": role}
