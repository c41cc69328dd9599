"""The settings with what tests need: plain static files, quick passwords, pages that fail on an unknown name."""

from typing import Any

from motcua.config.settings import *  # noqa: F403
from motcua.config.settings import DATA, STORAGES, TEMPLATES


class UndefinedVariable(str):
    """A page that reads a name nobody gave it is a fault, not an empty place."""

    def __contains__(self, item: object) -> bool:
        return item == "%s" or super().__contains__(item)  # type: ignore[operator]

    def __mod__(self, name: Any) -> str:
        raise NameError(f"undefined template variable {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")  # type: ignore[index]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = DATA / "test-files"
STORAGES["default"]["OPTIONS"] = {"location": str(MEDIA_ROOT)}  # type: ignore[index]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
