"""Where the files are kept: a folder of this machine, or any S3 store when web runs on more than one."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def given(name: str) -> str:
    """The setting itself, or the content of the file that `<name>_FILE` names, as secrets are handed over."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as fault:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {fault.strerror}") from None
    return os.environ.get(name, "")


def file_store(folder: Path) -> dict[str, object]:
    """The entry of STORAGES for papers, scans and results."""
    if not os.environ.get("MOTCUA_S3_BUCKET"):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}
    return {
        "BACKEND": "motcua.documents.storage.S3Files",
        "OPTIONS": {
            "bucket_name": os.environ["MOTCUA_S3_BUCKET"],
            "location": os.environ.get("MOTCUA_S3_PREFIX", ""),
            "endpoint_url": os.environ.get("MOTCUA_S3_ENDPOINT") or None,
            "region_name": os.environ.get("MOTCUA_S3_REGION") or None,
            # Neither given: the machine's own role or profile, as the library finds it.
            "access_key": given("MOTCUA_S3_KEY") or None,
            "secret_key": given("MOTCUA_S3_SECRET") or None,
        },
    }
