"""The front page, and the pages that explain."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from motcua.catalogue.search import search
from motcua.directory.access import open_to_all
from motcua.portal.drafts import own_drafts
from motcua.portal.entry import Request, page
from motcua.portal.queries import own_open
from motcua.portal.sentences import standing

FIELDS = 8
SHOWN = 3


@open_to_all
@require_safe
def home(request: Request) -> HttpResponse:
    """One big search box; what is mine, when somebody has signed in."""
    told: dict[str, object] = {"fields": search(only_served=True, limit=0).facets.fields[:FIELDS], "rows": []}
    if request.actor.person_id:
        now, language = timezone.now(), (get_language() or "vi")[:2]
        latest = own_open(request.actor).for_pages().order_by("-lodged_at", "-pk")[:SHOWN]
        told["rows"] = [(dossier, standing(dossier, now, language)) for dossier in latest]
        told["draft"] = own_drafts(request.actor).unsent().order_by("-saved_at").first()
    return page(request, "portal/home.html", told)


@open_to_all
@require_safe
def help_page(request: Request) -> HttpResponse:
    """How it works, in short."""
    return page(request, "portal/help.html")


@open_to_all
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """What was done for everybody to use this, and whom to tell when it fails."""
    return page(request, "portal/accessibility.html")
