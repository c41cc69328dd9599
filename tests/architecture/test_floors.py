"""Downward only: imports and foreign keys."""

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

from tests.architecture.tree import floors


def test_a_module_imports_only_the_floors_below_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint_imports(cache_dir=None) == 0, capsys.readouterr().out


def test_no_foreign_key_points_up_or_to_a_neighbour() -> None:
    assert sorted(wrong_keys()) == []


def wrong_keys() -> list[str]:
    floor_of = floors()
    return [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model and _module(model) in floor_of
        if _module(field.related_model) in floor_of and _module(field.related_model) != _module(model)
        if floor_of[_module(field.related_model)] >= floor_of[_module(model)]
    ]


def _module(model: type) -> str:
    package, _, rest = model.__module__.partition(".")
    return rest.split(".")[0] if package == "motcua" else model.__module__
