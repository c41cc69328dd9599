import os
import signal

from django.core.wsgi import get_wsgi_application

from motcua.config.parent import end_with_parent
from motcua.config.tracing import begin

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
if "MOTCUA_SUPERVISOR" in os.environ:
    end_with_parent(signal.SIGKILL)  # a page cut short leaves nothing behind: its transaction is undone
application = get_wsgi_application()
begin("web")
