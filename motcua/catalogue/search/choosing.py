"""What people chose and filed, as counts: what may be kept of a query, and what is filed most."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Sum

from motcua.catalogue.models import ProcedureUse
from motcua.catalogue.search.holding import index_now
from motcua.catalogue.search.lexicon import MEANS
from motcua.catalogue.search.words import understand

KEPT_LONGEST = 200
FILINGS_OF = timedelta(days=90)


def words_to_keep(query: str, procedure_code: str) -> str:
    """The folded words of a query that are in the procedure's name or fields or are listed everyday words, sorted."""
    index, asked = index_now(), understand(query)
    place = index.by_code.get(procedure_code.casefold())
    name = set(index.entries[place].words) if place is not None else set()
    said, _fillers = index.lexicon.said(asked.words, is_accented=False)
    places = {at for match in said if match.rule.kind == MEANS for at in match.places}
    kept = {word for at, word in enumerate(asked.words) if word in name or at in places}
    return " ".join(sorted(word for word in kept if not word.isdigit()))[:KEPT_LONGEST]


def filed_most(*body_ids: int, on: date, limit: int = 6, at_least: int = 1) -> list[tuple[str, str]]:
    """(code, name) of what was filed most at these bodies in the ninety days before, so many times at least."""
    uses = ProcedureUse.objects.filter(body__in=body_ids, how=ProcedureUse.How.FILED)
    recent = uses.filter(on__gt=on - FILINGS_OF, on__lte=on).values("procedure").annotate(times=Sum("count"))
    counted = recent.filter(times__gte=at_least).order_by("-times", "procedure")
    return list(counted.values_list("procedure__code", "procedure__name")[:limit])
