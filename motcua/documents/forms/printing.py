"""Papers as PDF/A: a template draws values, and never reads them as markup."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import segno
import typst

from motcua.documents.forms.fields import FormPaper, Paper
from motcua.documents.forms.words import day_words, instant_words, paragraphs, printable

TEMPLATES = Path(__file__).parent / "templates"
STANDARD = "a-2u"  # PDF/A-2b, and every letter can be read by machines
VIETNAM = timezone(timedelta(hours=7))  # the printer wants a fixed offset
IN_PARAGRAPHS = {"ground", "signer_authority"}  # texts that keep their lines
_one_at_a_time = Lock()


def render(paper: Paper) -> bytes:
    """The paper as PDF/A; the same values give the same bytes. Takes 10-50 ms of CPU."""
    inputs = {"paper": json.dumps(values(paper), ensure_ascii=False)}
    if isinstance(paper, FormPaper):
        inputs["qr"] = qr(paper.lookup_url)
    template = str(TEMPLATES / paper.template)
    with _one_at_a_time:
        pdf = _printer().compile(
            template, sys_inputs=inputs, format="pdf", pdf_standards=STANDARD, timestamp=_written_at(paper)
        )
    return bytes(pdf)


def values(part: Any, name: str = "") -> Any:
    """The values of a paper as words of JSON, ready to be drawn."""
    if isinstance(part, str):
        return paragraphs(part) if name in IN_PARAGRAPHS else printable(part)
    if isinstance(part, datetime):
        return instant_words(part)
    if isinstance(part, date) or name == "signed_on":
        return day_words(part)
    if isinstance(part, tuple):
        return [values(one) for one in part]
    if is_dataclass(part):
        return {field.name: values(getattr(part, field.name), field.name) for field in fields(part)}
    return part


def qr(address: str) -> str:
    """The address as a QR code in SVG, readable with a seventh of it soiled."""
    return str(segno.make(address, error="m", micro=False).svg_inline(border=2))


@cache
def _printer() -> Any:
    """One per process: fonts and templates are read once. Only the fonts inside it, so all machines print alike."""
    fonts = typst.Fonts(include_system_fonts=False)
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)


def _written_at(paper: Paper) -> datetime:
    """The instant in the file's properties: the day of the paper, so that printing again changes no byte."""
    return datetime.combine(paper.signed_on or date(2018, 1, 1), time(), VIETNAM)
