"""Where the bars and points of a picture stand, in units of its own drawing; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

BAR_STEP, BAR_HEIGHT, BAR_WIDTH = 28, 20, 100
WIDTH, HEIGHT = 640, 176
LEFT, TOP, BOTTOM = 8, 16, 168


@dataclass(frozen=True)
class Mark:
    """One value of a picture and where it stands."""

    label: str
    value: float
    words: str
    url: str
    tone: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Picture:
    """Marks, the drawing's size and, for a line, its path."""

    marks: Sequence[Mark]
    width: int
    height: int
    path: str = ""


def bars(items: Iterable[Any]) -> Picture:
    """Lying bars; each item is {label, value, words, url, tone} and `size` is its share of the largest, 0-100."""
    rows = [_read(item) for item in items]
    largest = max((row["value"] for row in rows), default=0) or 1
    marks = [
        Mark(**row, x=0, y=BAR_STEP * place, size=round(BAR_WIDTH * row["value"] / largest, 1))
        for place, row in enumerate(rows)
    ]
    return Picture(marks, BAR_WIDTH, BAR_STEP * len(rows))


def lines(items: Iterable[Any]) -> Picture:
    """One line from left to right; each item is {label, value, words, url}."""
    rows = [_read(item) for item in items]
    largest = max((row["value"] for row in rows), default=0) or 1
    step = (WIDTH - 2 * LEFT) / max(len(rows) - 1, 1)
    marks = [
        Mark(**row, x=round(LEFT + step * place, 1), y=_height(row["value"], largest), size=4)
        for place, row in enumerate(rows)
    ]
    return Picture(marks, WIDTH, HEIGHT, "M" + " L".join(f"{mark.x} {mark.y}" for mark in marks) if marks else "")


def _height(value: float, largest: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value / largest, 1)


def _read(item: Any) -> dict[str, Any]:
    get = item.get if isinstance(item, dict) else lambda name, default="": getattr(item, name, default)
    value = get("value", 0) or 0
    words = get("words", "") or str(value)
    return {"label": get("label", ""), "value": value, "words": words, "url": get("url", ""), "tone": get("tone", "")}
