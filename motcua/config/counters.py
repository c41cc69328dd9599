"""The counters of the product: few, named for what they count, with labels that cannot grow without bound."""

from prometheus_client import Counter, Histogram

# The promise of the lists and pages is 0.1 s, so the buckets are narrow around it.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

REQUESTS = Counter("motcua_requests", "Answers by door, page and status.", ["door", "view", "method", "status"])
REQUEST_SECONDS = Histogram("motcua_request_seconds", "Time to answer.", ["door", "view"], buckets=SECONDS)
ERRORS = Counter("motcua_errors", "Faults of our own, by place and kind of exception.", ["place", "kind"])
JOBS = Counter("motcua_jobs", "Work of the queue that ended, by function and outcome.", ["work", "outcome"])
JOB_SECONDS = Histogram("motcua_job_seconds", "Time of one piece of work.", ["work"], buckets=(*SECONDS, 60))
