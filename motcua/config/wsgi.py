import os
import signal
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from motcua.config.parent import end_with_parent
from motcua.config.slow import watch_statements
from motcua.config.tracing import begin

WARM_UP_AFTER = 1.0  # seconds, so that the first pages do not wait for the search's index
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
if "MOTCUA_SUPERVISOR" in os.environ:
    end_with_parent(signal.SIGKILL)  # a page cut short leaves nothing behind: its transaction is undone
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # read now: the first page of each process would take seconds over it
begin("web")
watch_statements()
if settings.MODE != "test":
    from motcua.catalogue.search.holding import warm_up  # knows the tables, so only now

    warm_up(seconds=WARM_UP_AFTER)
