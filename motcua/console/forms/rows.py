"""Tables that are typed row by row: one more row, and the faults of all rows at once."""

from __future__ import annotations

from typing import Any

from django.forms import BaseFormSet

from motcua.ui.fields import Fault


def with_one_more(post: Any, prefix: str, *, usual: int, most: int) -> Any:
    """What was typed, with another row below it; `usual` rows where the form does not say how many it had."""
    more, name = post.copy(), f"{prefix}-TOTAL_FORMS"
    known = post.get(name, "")
    count = int(known) if known.isdecimal() and len(known) < 4 else usual
    more[name] = str(min(count + 1, most))
    return more


def row_faults(rows: BaseFormSet[Any], words: str) -> list[Fault]:
    """Every fault of every row; `words` take the row's `no`, the cell's `label` and the `fault`."""
    found = [("", str(fault)) for fault in rows.non_form_errors()]
    for no, row in enumerate(rows.forms, start=1):
        for cell in row:
            told = [words % {"no": no, "label": cell.label, "fault": fault} for fault in cell.errors]
            found += [(cell.id_for_label, sentence) for sentence in told]
    return found
