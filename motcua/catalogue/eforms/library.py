"""The definitions shipped with the product, one file each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "definitions"
GENERIC = "generic"


@dataclass(frozen=True)
class Shipped:
    """A definition file; `procedures` are the codes it is meant for, none for the generic one."""

    code: str
    title: str
    procedures: tuple[str, ...]
    schema: Mapping[str, Any]
    layout: Mapping[str, Any]


@cache
def shipped() -> Mapping[str, Shipped]:
    """Every definition file by its code."""
    return {found.code: found for found in map(_read, sorted(FOLDER.glob("*.json")))}


def code_for(procedure_code: str) -> str:
    """The code of the form made for this procedure, or of the generic one."""
    return next((form.code for form in shipped().values() if procedure_code in form.procedures), GENERIC)


def _read(path: Path) -> Shipped:
    content = json.loads(path.read_text())
    procedures = tuple(content["procedures"])
    return Shipped(content["code"], content["title"], procedures, content["schema"], content["layout"])
