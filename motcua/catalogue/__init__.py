"""Procedures by version: papers, fees, times, e-forms, routes."""
