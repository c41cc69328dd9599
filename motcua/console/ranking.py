"""The numbers of the search's ranking in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import SearchWeight
from motcua.catalogue.search.weights import Weights

SAYS: Mapping[str, Any] = {
    "field": _("a word that stands in the field of work, against one in the name"),
    "result": _("a word that stands in the result, against one in the name"),
    "text": _("a word that stands in the rest of the text, against one in the name"),
    "accent_slip": _("the same letters with another accent than typed"),
    "pair": _("two words side by side as asked, against the two words apart"),
    "noise": _("a word that says nothing about which procedure is meant"),
    "meaning": _("at most, what an everyday expression means"),
    "said": _("an everyday expression's own words, where names use them"),
    "exact": _("added when every word asked for is in the name"),
    "brevity": _("added for the share of the name that was asked for: plain procedures first"),
    "special": _("taken from a special procedure that nobody asked for"),
    "served": _("added when a body of this province offers it today"),
    "detailed": _("added when its full text is known"),
    "citizens": _("added when citizens may file it"),
    "near": _("added when the commune or the province settles it"),
    "ministry": _("taken when only a ministry settles it"),
    "other_province": _("taken when another province issued it"),
    "internal": _("taken when it runs between state bodies only"),
    "chosen": _("at most, added for what others chose or filed"),
    "long": _("telling words of a question beyond which what is added and taken weighs less"),
    "enough": _("share of the best one's score that the others need to be shown"),
    "outside": _("share of the question that the best one must say, else it is no matter of procedures"),
    "pointed": _("the same, when the question says something that few procedures say"),
    "despite": _("the same, when words of other matters are there"),
    "alone": _("a word without its neighbours, against one beside them"),
}
WHEN_READ_ANEW = frozenset({"field", "result", "text"})  # a preview cannot show these: see search.previews


@dataclass(frozen=True)
class Weight:
    """One of the numbers: `own` is the product's, `value` the one in force."""

    name: str
    says: Any
    own: float
    value: float

    @property
    def is_changed(self) -> bool:
        return self.own != self.value

    @property
    def is_seen_in_preview(self) -> bool:
        return self.name not in WHEN_READ_ANEW


def all_weights() -> list[Weight]:
    """Every number in the order of its table."""
    here = dict(SearchWeight.objects.values_list("name", "value"))
    return [Weight(name, SAYS[name], own, here.get(name, own)) for name, own in asdict(Weights()).items()]
