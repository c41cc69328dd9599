from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.catalogue.drawn import Problem
from motcua.catalogue.models import Handling, Route
from motcua.catalogue.publishing import as_steps
from motcua.catalogue.routes import lint, lint_for
from motcua.catalogue.services import limit_of
from motcua.lib.worktime import BadLimit


class Command(BaseCommand):
    help = "Check every internal process, by itself and against the time limits it serves."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [*_of_routes(), *_of_handlings()]
        for what, problem in found:
            self.stdout.write(f"{what}: {problem.sentence} ({problem.name})")
        if found:
            raise CommandError(f"{len(found)} problems")
        self.stdout.write(f"{Route.objects.count()} routes, no problem")


def _of_routes() -> Iterator[tuple[str, Problem]]:
    for route in Route.objects.prefetch_related("steps").order_by("code", "number"):
        for problem in lint(as_steps(list(route.steps.all()))):
            yield str(route), problem


def _of_handlings() -> Iterator[tuple[str, Problem]]:
    handlings = Handling.objects.filter(route__isnull=False).select_related("version__procedure", "route")
    for handling in handlings.defer("version__content").prefetch_related("route__steps"):
        yield from ((str(handling), problem) for problem in _beyond_limit(handling))


def _beyond_limit(handling: Handling) -> list[Problem]:
    try:
        limit = limit_of(handling)
    except BadLimit:
        return []  # a draft without a limit is told when it is published
    assert handling.route is not None
    problems = lint_for(as_steps(list(handling.route.steps.all())), limit)
    return [problem for problem in problems if problem.name == "over_limit"]
