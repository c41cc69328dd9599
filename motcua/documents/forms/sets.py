"""The sets of legal forms and the days on which each is in force (rulebook C.1): numbers are data, never code."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    RECEIPT = "receipt"
    SUPPLEMENT_REQUEST = "supplement_request"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP_NOTICE = "stop_notice"
    CONTROL_SHEET = "control_sheet"
    REGISTER = "register"


@dataclass(frozen=True)
class LegalForm:
    """A form of one set; `circular` and `number` are "" for a paper that the set of its day did not know."""

    kind: Kind
    circular: str
    number: str
    title: str
    valid_from: date
    valid_to: date | None = None


CIRCULAR_2018 = "Thông tư số 01/2018/TT-VPCP"
CIRCULAR_2025 = "Thông tư số 03/2025/TT-VPCP"
OLD = (date(2018, 1, 1), date(2025, 6, 30))
NEW = (date(2025, 7, 1), None)
CONTROL = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
REFUSAL = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
SUPPLEMENT = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
STOP = "Thông báo dừng giải quyết hồ sơ"
FORMS = (
    LegalForm(Kind.RECEIPT, CIRCULAR_2018, "01", RECEIPT, *OLD),
    LegalForm(Kind.SUPPLEMENT_REQUEST, CIRCULAR_2018, "02", SUPPLEMENT, *OLD),
    LegalForm(Kind.REFUSAL, CIRCULAR_2018, "03", REFUSAL, *OLD),
    LegalForm(Kind.APOLOGY, CIRCULAR_2018, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", *OLD),
    LegalForm(Kind.STOP_NOTICE, "", "", STOP, *OLD),  # the old set has no form for it: a plain notice
    LegalForm(Kind.CONTROL_SHEET, CIRCULAR_2018, "05", CONTROL, *OLD),
    LegalForm(Kind.REGISTER, CIRCULAR_2018, "06", "Sổ theo dõi hồ sơ", *OLD),
    LegalForm(Kind.RECEIPT, CIRCULAR_2025, "01", RECEIPT, *NEW),
    LegalForm(Kind.SUPPLEMENT_REQUEST, CIRCULAR_2025, "02", SUPPLEMENT, *NEW),
    LegalForm(Kind.REFUSAL, CIRCULAR_2025, "03", REFUSAL, *NEW),
    LegalForm(Kind.APOLOGY, CIRCULAR_2025, "04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", *NEW),
    LegalForm(Kind.STOP_NOTICE, CIRCULAR_2025, "05", STOP, *NEW),
    LegalForm(Kind.CONTROL_SHEET, CIRCULAR_2025, "06", CONTROL, *NEW),
    LegalForm(Kind.REGISTER, CIRCULAR_2025, "07", "Sổ theo dõi hồ sơ", *NEW),
)


class NoSuchForm(LookupError):
    """No set of forms was in force on that day."""


def form_for(kind: Kind, received_on: date) -> LegalForm:
    """The form for a dossier received on this local day: an old dossier keeps the numbers of its time."""
    for form in FORMS:
        if form.kind is kind and form.valid_from <= received_on <= (form.valid_to or date.max):
            return form
    raise NoSuchForm(f"no form for a {kind} on {received_on}")
