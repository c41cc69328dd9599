"""The front page, and the pages that explain."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Field
from motcua.catalogue.search import life_events, search
from motcua.directory.access import Request, open_to_all
from motcua.portal.drafts import own_drafts
from motcua.portal.entry import page
from motcua.portal.nearby import around
from motcua.portal.queries import own_open
from motcua.portal.sentences import standing

# What people come for, in this order, by the catalogue's own names; the largest fields fill the list up.
OFTEN = (
    "Hộ tịch",
    "Chứng thực",
    "Đăng ký, quản lý cư trú",
    "Đất đai",
    "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)",
    "Hoạt động xây dựng",
    "Sát hạch, cấp giấy phép lái xe",
    "Lý lịch tư pháp",
)
FIELDS = 8
EVENTS = 8
SHOWN = 3


@open_to_all
@require_safe
def home(request: Request) -> HttpResponse:
    """One big search box; what is mine, when somebody has signed in."""
    told: dict[str, object] = {"fields": _often_needed(), "rows": [], "events": life_events()[:EVENTS]}
    told |= around(request)
    if request.actor.person_id:
        now, language = timezone.now(), (get_language() or "vi")[:2]
        latest = own_open(request.actor).for_pages().order_by("-lodged_at", "-pk")[:SHOWN]
        told["rows"] = [(dossier, standing(dossier, now, language)) for dossier in latest]
        told["draft"] = own_drafts(request.actor).unsent().order_by("-saved_at").first()
    return page(request, "portal/home.html", told)


def _often_needed() -> list[tuple[int, str]]:
    known = dict(Field.objects.filter(name__in=OFTEN).values_list("name", "pk"))
    often = [(known[name], name) for name in OFTEN if name in known]
    if len(often) >= FIELDS:
        return often  # the first visitor after a start need not wait for the search's index
    large = [(number, name) for number, name, _count in search(only_served=True, limit=0).facets.fields]
    return list(dict.fromkeys([*often, *large]))[:FIELDS]


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
