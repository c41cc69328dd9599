"""The grounds on which the law lets an agency stop settling a dossier (rulebook B.4, M16)."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class StopGround(models.TextChoices):
    ASKED = "asked", _("the applicant asked to stop")
    DEATH = "death", _("the applicant has died, or the organisation was dissolved")
    LITIGATION = "litigation", _("the matter is before a court or an investigating body")
    OUTSIDE = "outside", _("the matter is outside the agency's duty")
    OBSTACLE = "obstacle", _("another obstacle named by law")


def ground_words(ground: str, text: str) -> str:
    """The ground as it stands on form 05: the law's words, then the officer's; papers are in Vietnamese."""
    with translation.override("vi"):
        label = str(StopGround(ground).label)
    return f"{label[:1].upper()}{label[1:]}. {text}"
