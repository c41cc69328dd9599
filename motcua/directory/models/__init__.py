"""Who and where; a facet a file."""

from motcua.directory.models.accounts import Account, Delegation, Officer, Post, Substitution
from motcua.directory.models.bodies import Body, BodyKind, FormerCode, Level, OneStopOffice, Succession
from motcua.directory.models.calendar import AnnouncedYear, CalendarDay, CalendarVersion, OfficeHours
from motcua.directory.models.old_places import OldCommune, OldDistrict, OldProvince, PlaceSuccession
from motcua.directory.models.people import Organisation, Person, Representative, Sex
from motcua.directory.models.places import Commune, PlaceName, Province
from motcua.directory.models.sign_ins import SignIn

__all__ = [
    "Account",
    "AnnouncedYear",
    "Body",
    "BodyKind",
    "CalendarDay",
    "CalendarVersion",
    "Commune",
    "Delegation",
    "FormerCode",
    "Level",
    "OfficeHours",
    "Officer",
    "OldCommune",
    "OldDistrict",
    "OldProvince",
    "OneStopOffice",
    "Organisation",
    "Person",
    "PlaceName",
    "PlaceSuccession",
    "Post",
    "Province",
    "Representative",
    "Sex",
    "SignIn",
    "Substitution",
    "Succession",
]
