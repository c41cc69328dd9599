"""The case, a facet a file."""

from motcua.dossiers.models.bulk import BulkAct, BulkItem, BulkRun
from motcua.dossiers.models.consultations import Answer, Consultation, ConsultationQuerySet, Meeting, Opinion
from motcua.dossiers.models.councils import CouncilSitting
from motcua.dossiers.models.counters import Counter
from motcua.dossiers.models.dealings import (
    Appointment,
    DeclineSlip,
    Obligation,
    Redirection,
    Shipment,
    StopNotice,
    Waiver,
    WaiverGround,
)
from motcua.dossiers.models.decisions import Decision
from motcua.dossiers.models.dossier import Dossier, DossierQuerySet, sees_province, working_bodies
from motcua.dossiers.models.drafts import Draft, DraftFile, DraftQuerySet
from motcua.dossiers.models.lateness import Cause, Charge, Extension, Forecast, Pace, Recharge
from motcua.dossiers.models.links import Branch, BranchState
from motcua.dossiers.models.papers import Declaration, Paper, PaperFile, PaperState
from motcua.dossiers.models.pauses import Outage, Pause, PauseKind
from motcua.dossiers.models.recomputing import RecomputeRun
from motcua.dossiers.models.standing import STANDS_STILL, is_late
from motcua.dossiers.models.submissions import Position, Submission
from motcua.dossiers.models.supplements import (
    EarlierDeclaration,
    SupplementFile,
    SupplementItem,
    SupplementRequest,
    SupplementRequestQuerySet,
    SupplementStage,
)
from motcua.dossiers.models.tasks import Presence, Task, TaskEnd
from motcua.dossiers.models.views import SavedView

__all__ = [
    "STANDS_STILL",
    "Answer",
    "Appointment",
    "Branch",
    "BranchState",
    "BulkAct",
    "BulkItem",
    "BulkRun",
    "Cause",
    "Charge",
    "Consultation",
    "ConsultationQuerySet",
    "CouncilSitting",
    "Counter",
    "Decision",
    "Declaration",
    "DeclineSlip",
    "Dossier",
    "DossierQuerySet",
    "Draft",
    "DraftFile",
    "DraftQuerySet",
    "EarlierDeclaration",
    "Extension",
    "Forecast",
    "Meeting",
    "Obligation",
    "Opinion",
    "Outage",
    "Pace",
    "Paper",
    "PaperFile",
    "PaperState",
    "Pause",
    "PauseKind",
    "Position",
    "Presence",
    "Recharge",
    "RecomputeRun",
    "Redirection",
    "SavedView",
    "Shipment",
    "StopNotice",
    "Submission",
    "SupplementFile",
    "SupplementItem",
    "SupplementRequest",
    "SupplementRequestQuerySet",
    "SupplementStage",
    "Task",
    "TaskEnd",
    "Waiver",
    "WaiverGround",
    "is_late",
    "sees_province",
    "working_bodies",
]
