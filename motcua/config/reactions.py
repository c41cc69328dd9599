"""And then what? Every recorded fact, and the functions that carry it on."""

from collections.abc import Callable, Mapping, Sequence

from motcua.catalogue import facts as catalogue
from motcua.directory import facts as directory
from motcua.dossiers import facts as dossiers
from motcua.journal.facts import Fact
from motcua.journal.models import Event
from motcua.notices.actions import tell_applicant

REACTIONS: Mapping[type[Fact], Sequence[Callable[[Event], None]]] = {
    dossiers.Lodged: [tell_applicant],
    dossiers.HandedIn: [],  # the applicant stands at the counter
    dossiers.Accepted: [tell_applicant],
    dossiers.Declined: [tell_applicant],
    dossiers.Transferred: [],
    dossiers.SettledOnTheSpot: [],
    dossiers.StepTaken: [],
    dossiers.StepReleased: [],
    dossiers.StepAssigned: [],
    dossiers.StepDone: [],
    dossiers.SentBack: [],
    dossiers.DecisionDrafted: [],
    dossiers.DecisionApproved: [],
    dossiers.Granted: [tell_applicant],
    dossiers.Refused: [tell_applicant],
    dossiers.WithdrawalAsked: [],
    dossiers.Withdrawn: [tell_applicant],
    dossiers.Returned: [tell_applicant],
    dossiers.PaperRead: [],
    catalogue.HandlingRevised: [],
    catalogue.RouteDrafted: [],
    catalogue.RoutePublished: [],
    catalogue.FormDrafted: [],
    catalogue.FormPublished: [],
    catalogue.HandlingDrafted: [],
    catalogue.HandlingPublished: [],
    catalogue.ServiceOpened: [],
    catalogue.ServiceClosed: [],
    directory.BodyOpened: [],
    directory.BodyCodeChanged: [],
    directory.OfficeChanged: [],
    directory.BodyClosed: [],
    directory.OfficerEnrolled: [],
    directory.PostGiven: [],
    directory.PostEnded: [],
    directory.SubstituteNamed: [],
    directory.CalendarDayAdded: [],
    directory.CalendarDayRemoved: [],
    directory.OfficeHoursSet: [],
    directory.CalendarImported: [],
    directory.PersonRegistered: [],
    directory.PersonDetailsFilled: [],
    directory.PersonCorrected: [],
    directory.NumberRead: [],
    directory.PersonLookedUp: [],
    directory.OrganisationRegistered: [],
    directory.OrganisationDetailsFilled: [],
    directory.RepresentativeNamed: [],
    directory.RepresentativeEnded: [],
}
