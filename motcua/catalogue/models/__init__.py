"""Procedures by version, internal processes, services; a facet a file."""

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
from motcua.catalogue.models.routes import Route, RouteStep, StepKind, StepUnit
from motcua.catalogue.models.services import EForm, Handling, Service

__all__ = [
    "Agency",
    "CatalogueImport",
    "Component",
    "EForm",
    "Field",
    "Handling",
    "Procedure",
    "ProcedureKind",
    "ProcedureVersion",
    "Route",
    "RouteStep",
    "Service",
    "ServiceLevel",
    "StepKind",
    "StepUnit",
]
