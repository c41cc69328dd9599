"""What lies in an invented dossier: its papers, and the one request to complete it with the wait for the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from motcua.catalogue.services import Published, PublishedComponent
from motcua.dossiers.demo.copying import Sheet, next_ids
from motcua.dossiers.demo.lives import Life, Wait
from motcua.dossiers.models import (
    Paper,
    PaperFile,
    PaperState,
    Pause,
    PauseKind,
    SupplementItem,
    SupplementRequest,
    SupplementStage,
)
from motcua.lib.worktime import Mode

PAPERS = 3
BLURRED = "Ảnh chụp bị mờ, không đọc được: đề nghị chụp lại rõ nét, đủ bốn góc của từng trang."
REASON = "Qua kiểm tra, hồ sơ chưa đủ cơ sở để giải quyết theo quy định."
SENT_AGAIN = "Đã nộp lại bản rõ hơn tại Bộ phận Một cửa."
_PAPER = ("id", "dossier_id", "component_id", "no", "name", "state", "originals", "copies", "note")
_REQUEST = (
    *("id", "dossier_id", "no", "stage", "mode", "reason", "basis", "verdicts", "drafted_by_id", "drafted_at"),
    *("asked_at", "answer_by", "answered_at"),
)
_ITEM = ("request_id", "no", "paper_id", "field", "name", "fault", "copies", "answer", "answered_at")


@dataclass
class Enclosing:
    """The sheets of what lies in dossiers, with fresh numbers for their rows."""

    papers: Sheet = field(default_factory=lambda: Sheet(Paper, *_PAPER))
    files: Sheet = field(default_factory=lambda: Sheet(PaperFile, "paper_id", "file_id", "position"))
    pauses: Sheet = field(
        default_factory=lambda: Sheet(Pause, "dossier_id", "kind", "mode", "basis", "stopped_at", "resumed_at")
    )
    requests: Sheet = field(default_factory=lambda: Sheet(SupplementRequest, *_REQUEST))
    items: Sheet = field(default_factory=lambda: Sheet(SupplementItem, *_ITEM))
    paper_ids: Iterator[int] = field(default_factory=lambda: iter(()))
    request_ids: Iterator[int] = field(default_factory=lambda: iter(()))

    @property
    def sheets(self) -> list[Sheet]:
        return [self.papers, self.files, self.pauses, self.requests, self.items]

    def numbered(self, lives: Sequence[Life]) -> Enclosing:
        """With the numbers that these lives will need."""
        self.paper_ids = iter(next_ids(Paper, sum(len(asked_of(life.rule)) for life in lives)))
        self.request_ids = iter(next_ids(SupplementRequest, sum(life.wait is not None for life in lives)))
        return self

    def add(self, dossier_id: int, life: Life, file_id: int) -> int | None:
        """The number of the request to complete the dossier, if there was one."""
        for wait in life.outside:
            self.pauses.add(dossier_id, PauseKind.OUTSIDE, Mode.RESUME, "", wait.stopped_at, wait.resumed_at)
        papers = [(next(self.paper_ids), part) for part in asked_of(life.rule)]
        for no, (pk, part) in enumerate(papers, 1):
            self.papers.add(pk, dossier_id, part.id, no, part.name, PaperState.ATTACHED, 1, 0, "")
            self.files.add(pk, file_id, 1)
        return self._add_request(dossier_id, life.wait, papers) if life.wait else None

    def _add_request(self, dossier_id: int, wait: Wait, papers: Sequence[tuple[int, PublishedComponent]]) -> int:
        pk, wrong = next(self.request_ids), papers[0]
        verdicts = {f"paper:{paper_id}": paper_id != wrong[0] for paper_id, _part in papers}
        self.pauses.add(dossier_id, PauseKind.SUPPLEMENT, wait.mode, "", wait.stopped_at, wait.resumed_at)
        self.requests.add(
            *(pk, dossier_id, 1, SupplementStage.APPRAISAL, wait.mode, REASON, "", verdicts),
            *(wait.asked_by, wait.stopped_at, wait.stopped_at, wait.answer_by, wait.resumed_at),
        )
        answer = SENT_AGAIN if wait.resumed_at else ""
        self.items.add(pk, 1, wrong[0], "", wrong[1].name, BLURRED, "", answer, wait.resumed_at)
        return pk


def asked_of(rule: Published) -> list[PublishedComponent]:
    """The papers that an invented applicant brings."""
    return [part for part in rule.components if not part.is_note][:PAPERS]
