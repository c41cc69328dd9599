"""Where an administrator's day begins: what waits, and whether the machine is well."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.console import waiting
from motcua.console.actions import NotWaiting, retry_job
from motcua.console.door import for_the_console, page
from motcua.directory.access import Request


@for_the_console
@require_safe
def show_home(request: Request) -> HttpResponse:
    """Counts that open their lists, the work that failed, the journal, the announced years."""
    failed, jobs = waiting.failed_jobs()
    years = waiting.announced_years()
    told = {
        "counts": waiting.catalogue_counts(),
        "failed": failed,
        "jobs": jobs,
        "journal": waiting.journal_state(localdate()),
        "years": years,
        "missing_year": next((year for year in (localdate().year, localdate().year + 1) if year not in years), None),
    }
    return page(request, "home/home.html", told)


@for_the_console
@require_POST
def create_try(request: Request, job_id: int) -> HttpResponse:
    """Another try for work that failed."""
    try:
        retry_job(job_id, by=request.actor, at=now())
    except NotWaiting as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The work waits in the queue again."))
    return redirect("console:home")
