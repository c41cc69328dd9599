"""Why a row was refused, or which doubt it carries: one word for machines, one sentence for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

Sentence = str | Promise

REJECTING: Mapping[str, Sentence] = {
    "line_not_utf8": _("The line is not UTF-8 text."),
    "line_too_long": _("The line is longer than 4 million bytes."),
    "line_not_json": _("The line is not a JSON value."),
    "line_not_object": _("The line is not one procedure: an object with keys was expected."),
    "code_missing": _("The procedure has no code."),
    "code_unreadable": _("The code cannot be the code of a procedure."),
    "name_missing": _("The procedure has no name."),
    "name_too_long": _("The name is longer than 2,000 characters."),
    "duplicate_code": _(
        "The file gave this code before with another text, and nothing says which of the two is newer."
    ),
    "code_taken": _("Without the blanks around it, the code belongs to another procedure."),
    "database_refused": _("The database refused the row."),
}
DOUBTS: Mapping[str, Sentence] = {
    "code_trimmed": _("The code had blanks around it; they were cut."),
    "code_malformed": _("The code is not written as the national catalogue writes codes."),
    "code_marked_withdrawn": _("The code carries the portal's mark for a withdrawn procedure."),
    "duplicate_in_file": _("The file gives this code more than once."),
    "older_than_stored": _("This text is older than the stored one; nothing was replaced."),
    "name_differs_from_detail": _("The list gives another name than the published text."),
    "section_missing": _("A section of the text is missing."),
    "wrong_type": _("A value had another type than the schema says."),
    "control_characters": _("Characters that cannot be stored were cut."),
    "value_cut": _("A value was too long for its place and was cut there; the text keeps it whole."),
    "value_unknown": _("A value is not among those known."),
    "quantity_unusable": _("A quantity of papers cannot be used."),
    "component_without_name": _("A line of the list of papers has no name."),
    "date_unreadable": _("A date cannot be read, or is not likely."),
    "no_executing_agency": _("No executing agency is named."),
    "no_agency": _("No agency is named."),
    "no_field": _("No field is named."),
    "fee_suspiciously_small": _("A fee is below 1,000 đồng: thousands may have been lost in publication."),
    "fee_currency_not_stated": _("A fee has an amount without a currency."),
    "fee_amount_not_stated": _("A fee has neither an amount nor words."),
    "time_limit_not_usable": _("A time limit has no unit that can be counted; read its words."),
    "time_limit_missing": _("No time limit is given."),
    "parsed_with_doubt": _("The source could not be read with certainty everywhere."),
}
SENTENCES: Mapping[str, Sentence] = {**REJECTING, **DOUBTS}


@dataclass(frozen=True)
class Reason:
    """A reason and the place in the row it is about, for example `fees[2].amount`."""

    code: str
    where: str = ""

    def written(self) -> dict[str, Any]:
        """For the report, in English."""
        with override("en"):
            return {"code": self.code, "sentence": str(SENTENCES[self.code]), "where": self.where}


def sentence_of(flag: str) -> str:
    """A flag of `Procedure.flags` in the reader's words."""
    return str(SENTENCES.get(flag, flag))
