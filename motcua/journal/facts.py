"""A fact: something that happened, named in the past tense, with the values that tell it."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

FACTS: dict[str, type["Fact"]] = {}


@dataclass(frozen=True)
class Fact:
    """Parent of every recorded fact; its name is kept in the journal for ever, so it is never renamed.

    Values are what JSON can carry: text, numbers, booleans, None, lists and dicts of these.
    """

    kind: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.kind = cls.__name__
        if cls.kind in FACTS:
            raise TypeError(f"two facts named {cls.kind}")
        FACTS[cls.kind] = cls

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, payload: dict[str, Any]) -> Self:
        return cls(**payload)
