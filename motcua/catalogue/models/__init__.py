"""Procedures by version, internal processes, services; a facet a file."""

from motcua.catalogue.models.procedures import Agency, Component, Field, Procedure, ProcedureVersion, ServiceLevel
from motcua.catalogue.models.routes import Route, RouteStep, StepKind, StepUnit
from motcua.catalogue.models.services import EForm, Handling, Service

__all__ = [
    "Agency",
    "Component",
    "EForm",
    "Field",
    "Handling",
    "Procedure",
    "ProcedureVersion",
    "Route",
    "RouteStep",
    "Service",
    "ServiceLevel",
    "StepKind",
    "StepUnit",
]
