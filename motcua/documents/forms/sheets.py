"""Sheets that no circular draws: how a due date was counted, to be handed over or put into the file."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.documents.forms.fields import Paper


@dataclass(frozen=True, kw_only=True)
class CountRow:
    """One stretch of the calendar; `counted` is "" for what does not count."""

    sentence: str
    counted: str = ""
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class DeadlineSheet(Paper):
    """Phiếu giải trình cách tính thời hạn: each line with its law, and the sum that is the limit."""

    template: ClassVar[str] = "deadline.typ"

    procedure: str
    applicant_name: str
    limit_words: str  # "05 ngày làm việc"
    statutory_words: str = ""  # when the province cut the limit
    cut_basis: str = ""
    due_words: str  # "16:30 thứ Năm, 26/02/2026"; "" while the clock stands still
    first_due_words: str = ""  # when form 04 gave a later one
    rows: tuple[CountRow, ...]
    sum_words: str
    is_whole: bool  # whether the counted lines make up the whole limit
    notes: tuple[str, ...] = ()
    printed_words: str  # when this sheet was made
