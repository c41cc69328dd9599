"""The operator's page: whether the machine is well, and another try for work that failed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.console.actions import NotWaiting, retry_job
from motcua.console.door import for_administrators, page
from motcua.console.operating import bounds, machine
from motcua.console.operating.database import running, statistics
from motcua.console.operating.queue import depths, troubled
from motcua.console.operating.signs import signs
from motcua.console.operating.slowness import folder, slowest
from motcua.directory.access import Request


@for_administrators
@require_safe
def show_operating(request: Request) -> HttpResponse:
    """Everything of this moment; asked for again by its link."""
    by_mean = statistics()
    told = {
        "at": now(),
        "signs": signs(),
        "depths": depths(),
        "jobs": troubled(),
        "has_statistics": by_mean is not None,
        "slow": slowest(folder(), at=now()) if by_mean is None else by_mean,
        "running": running(),
        "certificates": machine.certificates(),
        "ends_soon": now() + bounds.CERTIFICATE,
        "keys": machine.key_files(),
        "versions": machine.versions(),
    }
    return page(request, "operating/operating.html", told)


@for_administrators
@require_POST
def create_try(request: Request, job_id: int) -> HttpResponse:
    """Another try for work that failed; pressed twice, it is one."""
    try:
        retry_job(job_id, by=request.actor, at=now())
    except NotWaiting as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The work waits in the queue again."))
    return redirect("console:operating")
