"""What is known of the applicant already, by the names that forms use for it."""

from motcua.directory import identity
from motcua.directory.models import Organisation, Person


def known_of(person: Person, organisation: Organisation | None) -> dict[str, str]:
    """Values as forms keep them; one's own number may be read by oneself without a trace."""
    known = {
        "person.full_name": person.full_name,
        "person.number": identity.unseal(person.number_sealed),
        "person.born_on": person.born_on.isoformat() if person.born_on else "",
        "person.sex": person.sex,
        "person.phone": person.phone,
        "person.email": person.email,
        "person.address": person.address,
        "person.commune": person.commune.code if person.commune else "",
    }
    if organisation:
        fields = ("code", "name", "phone", "email", "address")
        known |= {f"organisation.{name}": getattr(organisation, name) for name in fields}
    return known
