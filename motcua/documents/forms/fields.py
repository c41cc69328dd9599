"""What stands on each legal paper, as values ready to print (rulebook C.2-C.8): Vietnamese text, never markup.

Text that is not known is "", an absent person or paper is None. Instants are aware; they are printed in local time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.documents.forms.sets import LegalForm


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The head common to all papers; without number or day they print as dots, to be filled when issued."""

    template: ClassVar[str]

    superior: str = ""  # the agency above, "" for none: "UBND tỉnh Lai Châu"; printed in capitals
    unit: str  # the agency that issues: "Trung tâm Phục vụ hành chính công tỉnh"; printed bold, in capitals
    number: str = ""  # whole, without "Số": "0012/TNHS"
    place: str  # "Lai Châu"
    signed_on: date | None = None
    code: str  # the dossier's code


@dataclass(frozen=True, kw_only=True)
class FormPaper(Paper):
    """A paper of a legal set, with the address in its QR code."""

    form: LegalForm  # sets.form_for(kind, received_on)
    lookup_url: str  # in the QR code; shows code and progress only, so it holds no personal data
    lookup_address: str = ""  # the same in words a person can type: "dichvucong.laichau.gov.vn"
    unit_phone: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One component of the dossier; `note` says for instance that data were fetched and no paper was asked for."""

    no: int
    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    electronic: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Form01(FormPaper):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (C.3): two pages or more, one copy each for filer and dossier."""

    template: ClassVar[str] = "form01.typ"

    receiving_unit: str  # "Bộ phận Một cửa UBND phường Tân Phong"
    channel: str = ""  # "trực tiếp", "trực tuyến", "qua bưu chính công ích"
    filer_name: str
    filer_identity: str  # masked or whole: the caller decides
    address: str
    phone: str = ""
    email: str = ""
    applicant_name: str | None = None  # when another than the filer
    applicant_address: str | None = None
    request: str  # procedure and subject
    papers: tuple[PaperRow, ...]
    sets: int = 1
    limit_words: str  # "10 ngày làm việc"
    received_at: datetime
    due_at: datetime
    return_at: str  # counter, postal address or "nhận bản điện tử ..."
    fee_words: str = ""  # "15.000 đồng, đã nộp trực tuyến"; "" when there is none
    register_book: str | None = None
    register_no: str | None = None
    notice_channels: str = ""  # "tin nhắn 0912***678, thư điện tử"
    officer: str  # the receiving officer's name
    filer_signs: str = ""  # name under the filer's signature; "" leaves it to the hand
    copies: tuple[str, ...] = ("Liên 1: giao cho người nộp hồ sơ", "Liên 2: lưu hồ sơ")  # one is enough online


@dataclass(frozen=True, kw_only=True)
class Form03(FormPaper):
    """Phiếu từ chối: of reception (M5), or of settlement after appraisal (M18), which is signed by the signatory."""

    template: ClassVar[str] = "form03.typ"

    is_after_appraisal: bool = False
    receiving_unit: str
    filed_at: datetime
    applicant_name: str
    applicant_identity: str
    address: str
    phone: str = ""
    email: str = ""
    request: str
    ground: str  # in words for the applicant, may have several paragraphs parted by newlines
    right_agency: str = ""  # where to go, when competence was wrong
    officer: str  # contact person, and the one who signs at reception
    filer_signs: str = ""
    signer_authority: str = ""  # "TM. ỦY BAN NHÂN DÂN"; after appraisal only
    signer_title: str = ""  # "CHỦ TỊCH"; after appraisal only
    signer_name: str = ""  # after appraisal only


@dataclass(frozen=True, kw_only=True)
class Form05(FormPaper):
    """Thông báo dừng giải quyết hồ sơ (C.7): at the applicant's wish, or on a ground of law."""

    template: ClassVar[str] = "form05.typ"

    receiving_unit: str
    applicant_name: str
    applicant_identity: str = ""
    address: str = ""
    request: str
    received_at: datetime | None = None  # None when it was never accepted
    asked_by: str = ""  # who asked to stop or withdraw; "" when the agency stops it
    asked_at: datetime | None = None
    ground: str
    state: str  # how far the handling had come
    papers_returned: tuple[str, ...] = ()
    paid_words: str = ""  # "300.000 đồng"; "" when nothing was due
    refundable_words: str = ""
    refunded_words: str = ""
    signer_authority: str = ""
    signer_title: str
    signer_name: str


@dataclass(frozen=True, kw_only=True)
class HandoverRow:
    """One handover of form 06; `result` is "", "Trước hạn", "Đúng hạn" or "Quá hạn"."""

    giver_body: str
    giver: str = ""  # the person
    given_at: datetime
    receiver_body: str
    receiver: str = ""
    received_at: datetime | None = None
    result: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Form06(FormPaper):
    """Phiếu kiểm soát quá trình giải quyết hồ sơ (C.8), made from the log of steps."""

    template: ClassVar[str] = "form06.typ"

    receiving_unit: str
    settling_unit: str = ""
    consulted_units: tuple[str, ...] = ()
    procedure: str
    applicant_name: str
    address: str = ""
    received_at: datetime
    due_at: datetime
    rows: tuple[HandoverRow, ...]


@dataclass(frozen=True, kw_only=True)
class ResultPaper(Paper):
    """A result that the agency drafts here; it says nothing of a digital signature, which is put on afterwards."""

    template: ClassVar[str] = "result.typ"

    title: str  # "Quyết định"; printed in capitals
    subject: str = ""  # the abstract under the title: "Về việc ..."
    paragraphs: tuple[str, ...]
    signer_authority: str = ""
    signer_title: str
    signer_name: str
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT, hồ sơ")
