"""What is known of the applicant goes into the form: nobody is asked twice (NĐ 224/2026 Điều 15 d)."""

from collections.abc import Mapping

from motcua.catalogue.eforms.definition import Answers, Definition

SOURCES = frozenset(
    {f"person.{name}" for name in ("full_name", "number", "born_on", "sex", "phone", "email", "address", "commune")}
    | {f"organisation.{name}" for name in ("code", "name", "phone", "email", "address")}
)


def prefilled(definition: Definition, known: Mapping[str, str]) -> Answers:
    """First answers from what is known, by the names in SOURCES; blanks and unknown names are left out.

    Values are as kept: dates as 1990-12-25, communes by code, sex as male or female.
    """
    return {
        field.name: known[source]
        for field in definition.fields
        if (source := field.layout.get("prefill")) in SOURCES and known.get(source)
    }
