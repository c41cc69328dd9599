"""What must be so before anything is imported: test mode, a folder and a database of the tests' own."""

import os
from pathlib import Path

from motcua.config.assets import compile_translations, stale_translations

FOLDER = Path(os.environ.get("MOTCUA_TEST_DATA", Path(__file__).resolve().parents[1] / ".motcua-test"))
os.environ["MOTCUA_MODE"] = "test"
os.environ["MOTCUA_DATA"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings_test"
if "DATABASE_URL" not in os.environ:
    from motcua.config.embedded import database_url

    os.environ["DATABASE_URL"] = database_url(FOLDER, durable=False)

compile_translations(stale_translations())
(FOLDER / "static").mkdir(parents=True, exist_ok=True)  # the static files' middleware asks for it
