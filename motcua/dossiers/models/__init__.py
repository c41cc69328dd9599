"""The case, a facet a file."""

from motcua.dossiers.models.counters import Counter
from motcua.dossiers.models.decisions import Decision
from motcua.dossiers.models.dossier import Dossier, DossierQuerySet, working_bodies
from motcua.dossiers.models.drafts import Draft, DraftFile, DraftQuerySet
from motcua.dossiers.models.papers import Declaration, Paper, PaperFile, PaperState
from motcua.dossiers.models.tasks import Presence, Task, TaskEnd

__all__ = [
    "Counter",
    "Decision",
    "Declaration",
    "Dossier",
    "DossierQuerySet",
    "Draft",
    "DraftFile",
    "DraftQuerySet",
    "Paper",
    "PaperFile",
    "PaperState",
    "Presence",
    "Task",
    "TaskEnd",
    "working_bodies",
]
