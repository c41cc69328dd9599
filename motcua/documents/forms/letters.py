"""Letters to the applicant during settlement: forms 02 and 04 (rulebook C.4, C.6), as values ready to print."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.documents.forms.fields import FormPaper


@dataclass(frozen=True, kw_only=True)
class FaultRow:
    """One thing to complete: a component or a datum, what is wrong with it, how many copies of which kind."""

    no: int
    name: str
    fault: str
    copies: str = ""


@dataclass(frozen=True, kw_only=True)
class Form02(FormPaper):
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (C.4); at appraisal the head signs it, at reception the officer."""

    template: ClassVar[str] = "form02.typ"

    is_at_appraisal: bool = False
    receiving_unit: str
    applicant_name: str
    address: str
    phone: str = ""
    email: str = ""
    request: str
    items: tuple[FaultRow, ...]
    ground: str  # the reason, may have several paragraphs
    basis: str = ""  # the act that allows a request after the first
    answer_by: datetime | None = None
    consequence: str = ""  # what happens when that moment passes; printed with it
    officer: str  # who guides, and who signs at reception
    filer_signs: str = ""
    signer_authority: str = ""  # at appraisal only, as the two below
    signer_title: str = ""
    signer_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Form04(FormPaper):
    """Văn bản xin lỗi và đề nghị gia hạn (C.6): the promised date stays on it, beside the new one."""

    template: ClassVar[str] = "form04.typ"

    receiving_unit: str
    applicant_name: str
    address: str = ""
    request: str
    received_at: datetime
    promised_at: datetime  # as printed on form 01
    ground: str  # the reason of the delay, may have several paragraphs
    new_due_at: datetime
    signer_authority: str = ""
    signer_title: str
    signer_name: str
