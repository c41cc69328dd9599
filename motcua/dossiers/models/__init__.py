"""The case, a facet a file."""

from motcua.dossiers.models.consultations import Answer, Consultation, Meeting, Opinion
from motcua.dossiers.models.counters import Counter
from motcua.dossiers.models.dealings import Appointment, Obligation, Redirection
from motcua.dossiers.models.decisions import Decision
from motcua.dossiers.models.dossier import Dossier, DossierQuerySet, working_bodies
from motcua.dossiers.models.drafts import Draft, DraftFile, DraftQuerySet
from motcua.dossiers.models.lateness import Cause, Extension, Recharge
from motcua.dossiers.models.links import Branch, BranchState
from motcua.dossiers.models.papers import Declaration, Paper, PaperFile, PaperState
from motcua.dossiers.models.pauses import Outage, Pause, PauseKind
from motcua.dossiers.models.supplements import (
    SupplementFile,
    SupplementItem,
    SupplementRequest,
    SupplementStage,
)
from motcua.dossiers.models.tasks import Presence, Task, TaskEnd
from motcua.dossiers.models.views import SavedView

__all__ = [
    "Answer",
    "Appointment",
    "Branch",
    "BranchState",
    "Cause",
    "Consultation",
    "Counter",
    "Decision",
    "Declaration",
    "Dossier",
    "DossierQuerySet",
    "Draft",
    "DraftFile",
    "DraftQuerySet",
    "Extension",
    "Meeting",
    "Obligation",
    "Opinion",
    "Outage",
    "Paper",
    "PaperFile",
    "PaperState",
    "Pause",
    "PauseKind",
    "Presence",
    "Recharge",
    "Redirection",
    "SavedView",
    "SupplementFile",
    "SupplementItem",
    "SupplementRequest",
    "SupplementStage",
    "Task",
    "TaskEnd",
    "working_bodies",
]
