"""What anybody may learn from a code: how far the dossier is, and nothing else (TT 01/2018/TT-VPCP Điều 16)."""

from dataclasses import dataclass

from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status

STEPS = 4  # lodged, accepted, in progress, result


@dataclass(frozen=True)
class Progress:
    """The degree of completion: `done` of `steps`, and the status in words."""

    code: str
    status: Status
    done: int
    steps: int = STEPS


DONE = {
    Status.LODGED: 1,
    Status.ACCEPTED: 2,
    Status.IN_PROGRESS: 3,
    Status.AWAITING_SUPPLEMENT: 3,
    Status.AWAITING_PAYMENT: 3,
    Status.RESOLVED: 4,
    Status.RETURNED: 4,
    Status.NOT_ACCEPTED: 4,
    Status.WITHDRAWN: 4,
    Status.STOPPED: 4,
}


def progress_of(code: str) -> Progress | None:
    """The degree of completion of the dossier with this code, or None when there is none."""
    status = Dossier.objects.filter(code=code.strip().upper()[:64]).values_list("status", flat=True).first()
    return None if status is None else Progress(code.strip().upper(), Status(status), DONE[Status(status)])
