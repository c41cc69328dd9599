"""Procedures by version, internal processes, services; a facet a file."""

from motcua.catalogue.models.linked import LinkedPart, Phrase, Reach, Scope
from motcua.catalogue.models.procedures import (
    Agency,
    CatalogueImport,
    Component,
    Field,
    Procedure,
    ProcedureKind,
    ProcedureVersion,
    ServiceLevel,
)
from motcua.catalogue.models.routes import OnOutcome, Route, RouteStep, StepKind, StepUnit
from motcua.catalogue.models.searching import (
    EverydayWord,
    LifeEvent,
    LifeEventStep,
    ProcedureUse,
    SearchWeight,
    WordKind,
)
from motcua.catalogue.models.services import EForm, FeeReturn, Handling, OnSilence, Service

__all__ = [
    "Agency",
    "CatalogueImport",
    "Component",
    "EForm",
    "EverydayWord",
    "FeeReturn",
    "Field",
    "Handling",
    "LifeEvent",
    "LifeEventStep",
    "LinkedPart",
    "OnOutcome",
    "OnSilence",
    "Phrase",
    "Procedure",
    "ProcedureKind",
    "ProcedureUse",
    "ProcedureVersion",
    "Reach",
    "Route",
    "RouteStep",
    "Scope",
    "SearchWeight",
    "Service",
    "ServiceLevel",
    "StepKind",
    "StepUnit",
    "WordKind",
]
