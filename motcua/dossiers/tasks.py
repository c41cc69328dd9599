"""What the queue carries for the dossiers beside the reactions to facts."""

from time import monotonic

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.dossiers.actions.recomputing import TASK, recompute_batch

PATIENCE = RetryStrategy(max_attempts=10, exponential_wait=2)
TURN = 10.0  # seconds; then the job queues itself again, so that a worker that is told to stop may stop


@app.task(name=TASK, queue=TASK, lock=TASK, retry=PATIENCE)
def carry_recompute(run_id: int) -> None:
    """Carry a run on from its bookmark; killed half-way, it loses no more than the batch it was at."""
    began = monotonic()
    while recompute_batch(run_id, at=now()).finished_at is None:
        if monotonic() - began > TURN:
            carry_recompute.defer(run_id=run_id)
            return
