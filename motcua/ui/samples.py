"""What the gallery shows: made-up cases in each state, in the reader's language."""

from datetime import datetime
from typing import Any

from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.ui.dates import ZONE

Row = dict[str, Any]
LODGED_AT = datetime(2026, 2, 23, 8, 15, tzinfo=ZONE)
DUE_AT = datetime(2026, 2, 26, 16, 30, tzinfo=ZONE)
CODE = "H35.12-260223-0042"


def everything() -> dict[str, Any]:
    """All samples by the name the gallery's templates use."""
    return {
        "code": CODE,
        "lodged_at": LODGED_AT,
        "due_at": DUE_AT,
        "sorts": sorts(),
        "statuses": statuses(),
        "faults": faults(),
        "entries": entries(),
        "papers": papers(),
        "answers": answers(),
        "lanes": lanes(),
        "cases": cases(),
        "chips": [{"label": _("Late"), "remove_url": "#list"}, {"label": _("Land"), "remove_url": "#list"}],
        "by_commune": by_commune(),
        "by_month": by_month(),
        "files": [
            {"name": "so-do.pdf", "size": 1_572_864, "url": "#files", "remove_name": "remove", "remove_value": "1"}
        ],
        "picture": static("ui/mark.svg"),
    }


def sorts() -> list[tuple[str, str, str]]:
    """Choices: (value, label, hint)."""
    return [
        ("post", _("By post to my address"), _("About 2 days after the result is ready")),
        ("counter", _("I come to the counter"), _("Mornings are less busy")),
        ("online", _("Only the electronic result"), ""),
    ]


def statuses() -> list[tuple[str, str]]:
    """Status words: (tone, word)."""
    return [
        ("on-time", _("On time")),
        ("due-soon", _("Due soon")),
        ("late", _("Late")),
        ("paused", _("Paused")),
        ("waiting", _("Waiting for you")),
        ("done", _("Done")),
    ]


def faults() -> list[tuple[str, str]]:
    """Faults: (field id, sentence)."""
    return [
        ("id_wrong_phone", _("The phone number needs 10 digits; one is missing.")),
        ("id_wrong_way", _("Choose how you want to receive the result.")),
    ]


def entries() -> list[Row]:
    """A timeline from lodging to the result."""
    desk = _("Nguyễn Thị Hoa, one-stop shop of Tân Phong ward")
    return [
        {"sentence": _("You handed in the papers."), "owner": _("You"), "at": LODGED_AT, "state": "done"},
        {"sentence": _("The papers were accepted."), "owner": desk, "at": LODGED_AT.replace(hour=9), "state": "done"},
        {
            "sentence": _("The Land Registration Office is checking the plot."),
            "owner": "Lò Văn Minh",
            "at": LODGED_AT.replace(day=24),
            "state": "now",
            "note": _("Usually done within one working day."),
        },
        {
            "sentence": _("You receive the result."),
            "owner": desk,
            "when": _("At the latest 16:30 on 26/02/2026"),
            "state": "next",
        },
    ]


def papers() -> list[Row]:
    """A checklist in its four states."""
    return [
        {"label": _("Application, form 11/ĐK"), "state": "done", "note": _("Filled in online")},
        {
            "label": _("Land use right certificate"),
            "state": "wrong",
            "note": _("Page 2 cannot be read; photograph it again."),
        },
        {"label": _("Identity card"), "state": "missing"},
        {"label": _("Letter of authority"), "state": "optional"},
    ]


def answers() -> list[Row]:
    """Answers to check, one of them not given."""
    return [
        {"term": _("Full name"), "value": "Lò Thị Mai", "change_url": "#summary"},
        {"term": _("Place of residence"), "value": "Bản Nà Khằm, Tân Phong, Lai Châu", "change_url": "#summary"},
        {
            "term": _("Email"),
            "value": "",
            "change_url": "#summary",
            "note": _("Without it we send messages by phone."),
        },
    ]


def lanes() -> list[Row]:
    """Tabs with counts."""
    return [
        {"label": _("Do now"), "url": "#list", "current": True, "count": 12},
        {"label": _("Waiting for others"), "url": "#list", "current": False, "count": 31},
        {"label": _("Nearly late"), "url": "#list", "current": False, "count": 3, "tone": "due-soon"},
    ]


def cases() -> list[Row]:
    """Rows of a work list."""
    left, late = _("2 working days left, due {when}"), _("late by 1 working day")
    return [
        {
            "code": CODE,
            "what": _("Change in land use"),
            "who": "Lò Thị Mai",
            "tone": "on-time",
            "due": left.format(when="16:30 26/02"),
        },
        {
            "code": "H35.12-260220-0007",
            "what": _("Birth registration"),
            "who": "Vàng A Sử",
            "tone": "late",
            "due": late,
        },
        {
            "code": "H35.12-260223-0051",
            "what": _("Building permit for a house"),
            "who": "Trần Văn Bình",
            "tone": "paused",
            "due": _("paused, waiting for the citizen"),
        },
    ]


def by_commune() -> list[Row]:
    """Late cases, by commune."""
    numbers = {"Tân Phong": 18, "Đoàn Kết": 11, "Sin Suối Hồ": 6, "Mường Tè": 2}
    return [
        {
            "label": name,
            "value": number,
            "words": str(number),
            "url": "#pictures",
            "tone": "late" if number > 15 else "",
        }
        for name, number in numbers.items()
    ]


def by_month() -> list[Row]:
    """Share on time, by month."""
    shares = (96.5, 97.1, 94.2, 98.0, 98.6, 99.1)
    return [
        {"label": f"{month:02}/2026", "value": share, "words": _percent(share)}
        for month, share in enumerate(shares, 1)
    ]


def _percent(share: float) -> str:
    return f"{share:.1f}%".replace(".", "," if get_language() == "vi" else ".")
