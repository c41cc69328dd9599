"""Papers about many dossiers: the register (form 07), handover lists, one receipt for a sitting (C.9, C.10, B.8)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.documents.forms.fields import FormPaper, Paper
from motcua.documents.forms.sets import LegalForm


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """One dossier in the book; days and times are words already, so that a thousand rows stay small."""

    no: int
    code: str
    procedure: str
    sets: int = 1
    applicant: str
    contact: str = ""  # address and telephone
    lead: str  # the agency that settles it
    received: str  # "08:05 02/11/2026"
    due: str
    returned: str = ""
    delivery: str = ""
    signed: str = ""  # whose hands, as the event has it
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Form07(Paper):
    """Sổ theo dõi hồ sơ (C.9): one book per unit and year; `closed_on` None while the book is open."""

    template: ClassVar[str] = "form07.typ"

    form: LegalForm
    year: int
    book_no: str
    rows: tuple[RegisterRow, ...]
    from_on: date
    to_on: date
    closed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class HandoverItem:
    """One dossier, or one result, that passes from hand to hand."""

    no: int
    code: str
    applicant: str
    what: str  # the procedure, or the result with its number
    due: str = ""
    papers: int = 0


@dataclass(frozen=True, kw_only=True)
class HandoverList(Paper):
    """Giấy bàn giao hồ sơ or kết quả (C.10), two copies."""

    template: ClassVar[str] = "handover.typ"

    title: str
    what_head: str  # the head of the column: "Thủ tục hành chính" or "Kết quả"
    giver_body: str
    receiver_body: str
    items: tuple[HandoverItem, ...]
    giver: str = ""
    receiver: str = ""
    copies: tuple[str, ...] = ("Bản 1: bên giao giữ", "Bản 2: bên nhận giữ")


@dataclass(frozen=True, kw_only=True)
class SittingRow:
    """One dossier of a sitting; each keeps its own code and its own date."""

    no: int
    code: str
    request: str
    papers: str
    limit_words: str
    due: str


@dataclass(frozen=True, kw_only=True)
class JointForm01(FormPaper):
    """Form 01 for several dossiers that one person handed in at one sitting (B.8)."""

    template: ClassVar[str] = "form01_joint.typ"

    receiving_unit: str
    filer_name: str
    filer_identity: str
    address: str
    phone: str = ""
    email: str = ""
    rows: tuple[SittingRow, ...]
    received_at: datetime
    return_at: str
    officer: str
    filer_signs: str = ""
    copies: tuple[str, ...] = ("Liên 1: giao cho người nộp hồ sơ", "Liên 2: lưu hồ sơ")
