"""Who and where; a facet a file."""

from motcua.directory.models.accounts import Account, Officer, Post, Substitution
from motcua.directory.models.bodies import Body, BodyKind, Level, OneStopOffice, Succession
from motcua.directory.models.people import Organisation, Person, Representative, Sex
from motcua.directory.models.places import Commune, Province

__all__ = [
    "Account",
    "Body",
    "BodyKind",
    "Commune",
    "Level",
    "Officer",
    "OneStopOffice",
    "Organisation",
    "Person",
    "Post",
    "Province",
    "Representative",
    "Sex",
    "Substitution",
    "Succession",
]
