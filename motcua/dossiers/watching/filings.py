"""Every night: what was filed where, as counts, so that the portal can say what others in a commune file most.

Nothing about who filed leaves the dossiers. A missed night is made up for by the next run.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate, make_aware

from motcua.catalogue.actions_search import set_filings
from motcua.catalogue.models import ProcedureUse
from motcua.dossiers.models import Dossier

FIRST_TIME = timedelta(days=90)
Filings = Mapping[tuple[int, int], int]


def count_filings() -> None:
    """Count the days that have not been counted, up to yesterday."""
    today = localdate()
    for day, counts in filings_since(_begin(today), today).items():
        set_filings(day, counts)


def filings_since(first: date, today: date) -> dict[date, Filings]:
    """By day before today: (procedure, competent body) → dossiers accepted; 1 query."""
    accepted = Dossier.objects.filter(accepted_at__gte=_midnight(first), accepted_at__lt=_midnight(today))
    rows = accepted.values_list(TruncDate("accepted_at"), "handling__version__procedure", "competent")
    found: dict[date, dict[tuple[int, int], int]] = defaultdict(dict)
    for day, procedure, body, count in rows.annotate(Count("pk")).order_by():
        found[day][procedure, body] = count
    return dict(found)


def _begin(today: date) -> date:
    last = ProcedureUse.objects.filter(how=ProcedureUse.How.FILED).aggregate(last=Max("on"))["last"]
    return max(last or today - FIRST_TIME, today - FIRST_TIME)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
