"""Papers on the desk: the verdict on each component, and files kept from one try to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from motcua.catalogue.eforms.values import tidy
from motcua.catalogue.services import Published, PublishedComponent
from motcua.directory.access import Request
from motcua.directory.details import too_long
from motcua.documents.intake import store
from motcua.documents.looking.faults import BadFiles
from motcua.documents.models import File
from motcua.dossiers.intake import PaperIn
from motcua.dossiers.models import PaperFile, PaperState
from motcua.lib.text import uuid_in

LONGEST_NOTE = 500  # characters, as the row of a paper holds


@dataclass
class PaperTyped:
    """One line of the checklist as typed; `state` "" is not yet judged."""

    part: PublishedComponent
    state: str
    originals: str
    copies: str
    note: str
    files: list[File] = field(default_factory=list)
    error: str = ""

    @property
    def name(self) -> str:
        return f"paper-{self.part.id}"

    @classmethod
    def blank(cls, part: PublishedComponent) -> PaperTyped:
        return cls(part, "", str(part.originals), str(part.copies), "")

    def brought(self) -> PaperIn | None:
        """The paper for the intake, or None while nothing was said of it; a file says "received" by itself."""
        state = self.state or (PaperState.ATTACHED if self.files else "")
        if not state:
            return None
        originals, copies = _number(self.originals), _number(self.copies)
        return PaperIn(self.part.id, state, originals=originals, copies=copies, note=self.note, files=self.files)


def papers_typed(request: Request, rule: Published) -> tuple[list[PaperTyped], list[tuple[str, str]]]:
    """The checklist, with every new file looked at; faults as (place, sentence)."""
    papers = [_paper(request, part) for part in rule.components if not part.is_note]
    kept = _kept(request, rule)
    for paper in papers:
        paper.files = kept.get(paper.part.id, [])
    faults = _long_notes(papers)
    try:
        _store_together(request, papers)
    except BadFiles:
        faults += _store_apart(request, papers)
    return papers, faults


def _long_notes(papers: list[PaperTyped]) -> list[tuple[str, str]]:
    for paper in papers:
        paper.error = too_long(paper.note, LONGEST_NOTE)
    return [(paper.name, paper.error) for paper in papers if paper.error]


def _store_together(request: Request, papers: list[PaperTyped]) -> None:
    """All new files in one go, as on every good day."""
    uploads = [(paper, upload) for paper in papers for upload in request.FILES.getlist(paper.name)]
    if uploads:
        files = store([upload for _paper, upload in uploads], sent_by=request.actor.key)
        for (paper, _upload), file in zip(uploads, files, strict=True):
            paper.files.append(file)


def _store_apart(request: Request, papers: list[PaperTyped]) -> list[tuple[str, str]]:
    """Paper by paper, so that a bad file costs no good one."""
    faults = []
    for paper in papers:
        try:
            paper.files += store(request.FILES.getlist(paper.name), sent_by=request.actor.key)
        except BadFiles as bad:
            paper.error = " ".join(sentence for _name, sentence in bad.faults)
            faults.append((paper.name, paper.error))
    return faults


def _paper(request: Request, part: PublishedComponent) -> PaperTyped:
    name, post = f"paper-{part.id}", request.POST
    state = post.get(f"{name}-state", "")
    return PaperTyped(
        part=part,
        state=state if state in PaperState.values else "",
        originals=post.get(f"{name}-originals", str(part.originals)),
        copies=post.get(f"{name}-copies", str(part.copies)),
        note=tidy(post.get(f"{name}-note", "")),
    )


def _kept(request: Request, rule: Published) -> dict[int, list[File]]:
    """Files of an earlier try, by component: the actor's own, and in no dossier yet."""
    wanted = {
        public_id: part.id
        for part in rule.components
        for public_id in map(uuid_in, request.POST.getlist(f"paper-{part.id}-kept"))
        if public_id
    }
    if not wanted:
        return {}
    own = File.objects.filter(public_id__in=wanted, sent_by=request.actor.key)
    found: dict[int, list[File]] = {}
    for file in own.exclude(pk__in=PaperFile.objects.filter(file__public_id__in=wanted).values("file")):
        found.setdefault(wanted[file.public_id], []).append(file)
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
