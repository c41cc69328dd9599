"""From where on something is wrong: the page colours by these, and the alerts ring by the same."""

from datetime import timedelta

WAIT = 60  # seconds that the first job of a queue may wait: reactions begin within one
CONNECTIONS = 0.8  # of those that the server lets in
DISK = 0.1  # of the disk must be free
BACKUP = timedelta(hours=26)  # one a day, and two hours for it
SEALED = timedelta(hours=26)  # the day that is over is sealed at 00:30
CERTIFICATE = timedelta(days=21)  # enough to order a new one
BEHIND = 30  # seconds of a follower or replica; five are normal under load
