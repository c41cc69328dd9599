"""Words that whoever guesses passwords tries first: the system's, the province's, the officer's own."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.directory.models import Account
from motcua.lib.text import fold

# Listed for ASVS 6.1.2; the province's name and the user name are added to them.
OWN_WORDS = ("motcua", "dichvucong", "hanhchinh", "bophan", "uyban", "ubnd", "vneid", "hoso", "canbo", "matkhau")
LEAST = 8  # characters that must be left when these words are taken out


class OwnWordsValidator:
    """Refuses a password that is little more than such words."""

    def validate(self, password: str, user: Account | None = None) -> None:
        left = _bare(password)
        for word in (*OWN_WORDS, _bare(settings.PROVINCE_NAME), _bare(user.username if user else "")):
            left = left.replace(word, "") if word else left
        if len(left) < LEAST:
            raise ValidationError(self.get_help_text(), code="own_words")

    def get_help_text(self) -> str:
        return _("Leave out the names of the system and the province and your user name: others try them first.")


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")
