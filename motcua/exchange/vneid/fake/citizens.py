"""Who may be chosen in the stand-in: the people of the demonstration province."""

from typing import Any

from motcua.directory.demo.cast import demo_citizens
from motcua.exchange.vneid.fake.models import Holder


def choices() -> list[dict[str, Any]]:
    """The made-up people, as keyword values of a `Holder`, in the order of the cast."""
    return [_facts(citizen) for citizen in demo_citizens()]


def holder_of(facts: dict[str, Any]) -> Holder:
    """The holder of these facts, written or brought up to date."""
    key = {"number": facts["number"], "organisation_code": facts["organisation_code"]}
    holder, _ = Holder.objects.update_or_create(**key, defaults=facts)
    return holder


def _facts(citizen: dict[str, Any]) -> dict[str, Any]:
    texts = ("number", "name", "sex", "address", "phone", "organisation_code", "organisation_name")
    facts = {name: citizen.get(name) or "" for name in texts}
    return {**facts, "born_on": citizen.get("born_on"), "level": citizen.get("level", 2), "fault": ""}
