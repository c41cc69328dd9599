"""What stands between an empty folder and a product that answers: one table, in order."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from motcua.config.data_folder import REPOSITORY

PACKAGE = REPOSITORY / "motcua"


class Amount(IntEnum):
    """How much a copy holds: tables alone, the reference data too, the demonstration too."""

    EMPTY = 0
    REFERENCE = 1
    DEMO = 2


@dataclass(frozen=True)
class Step:
    """One command; it is run again when a file of `inputs` (patterns below motcua/) changes.

    `keeps` names a file of the data folder that holds what the command printed.
    """

    title: str
    command: str
    arguments: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    amount: Amount = Amount.EMPTY
    keeps: str = ""

    @property
    def name(self) -> str:
        """What tells this step from the others: the command, and the files it is given."""
        return " ".join([self.command, *(Path(argument).name for argument in self.arguments)])

    def stamp(self) -> str:
        """SHA-256 over the files that the step depends on; equal means: nothing to do."""
        mark = hashlib.sha256(self.name.encode())
        for path in _files(self.inputs):
            mark.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes() + b"\0")
        return mark.hexdigest()


def _files(patterns: Iterable[str]) -> list[Path]:
    found = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


DATA = PACKAGE / "catalogue" / "data"
READERS = ("catalogue/importing/*.py", "catalogue/management/commands/import_procedures.py")
LOADERS = ("directory/management/commands/import_*.py", "directory/importing/*.py")

STEPS = (
    Step("tables", "prepare_database", inputs=("*/migrations/*.py", "*/*/migrations/*.py")),
    Step(
        "places",
        "import_places",
        inputs=("directory/data/admin-units.jsonl.gz", *LOADERS),
        amount=Amount.REFERENCE,
    ),
    Step("calendar", "import_calendar", inputs=("directory/data/holidays.json", *LOADERS), amount=Amount.REFERENCE),
    Step(
        "procedures",
        "import_procedures",
        (str(DATA / "procedures.jsonl.gz"),),
        inputs=("catalogue/data/procedures.jsonl.gz", *READERS),
        amount=Amount.REFERENCE,
    ),
    Step(
        "list of procedures",
        "import_procedures",
        (str(DATA / "procedure-catalogue.jsonl.gz"),),
        inputs=("catalogue/data/procedure-catalogue.jsonl.gz", *READERS),
        amount=Amount.REFERENCE,
    ),
    Step(
        "everyday words",
        "load_everyday_words",
        inputs=(
            "catalogue/data/everyday-words.json",
            "catalogue/data/life-events.json",
            "catalogue/importing/everyday.py",
        ),
        amount=Amount.REFERENCE,
    ),
    Step("demo province", "load_demo_province", inputs=("directory/demo/*.py",), amount=Amount.DEMO),
    Step(
        "demo services",
        "load_demo_services",
        inputs=("catalogue/demo/*.py", "catalogue/data/sample-procedures.json", "catalogue/eforms/definitions/*"),
        amount=Amount.DEMO,
    ),
    Step("demo dossiers", "load_demo_dossiers", inputs=("dossiers/demo/*.py",), amount=Amount.DEMO),
    Step(
        "demo accounts",
        "demo_accounts",
        ("--json",),
        inputs=("directory/demo/*.py", "directory/management/commands/demo_accounts.py"),
        amount=Amount.DEMO,
        keeps="demo-accounts.json",
    ),
    # Counted anew when what counts is told anew; from then on the worker follows the facts.
    Step("numbers of the board", "recount_indicators", inputs=("indicators/*.py", "indicators/migrations/*.py")),
)


def steps_for(amount: Amount) -> list[Step]:
    return [step for step in STEPS if step.amount <= amount]


def amount_wanted(*, empty: bool, no_demo: bool) -> Amount:
    """What the options ask for; production never holds the demonstration."""
    if empty:
        return Amount.EMPTY
    is_production = os.environ.get("MOTCUA_MODE") == "production"
    return Amount.REFERENCE if no_demo or is_production else Amount.DEMO
