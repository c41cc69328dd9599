"""Who stands behind a session, asked anew at every request."""

from motcua.directory import adapters
from motcua.directory.models import Account
from motcua.rows import Asked

_ACCOUNT = Asked(lambda pk: Account.objects.select_related("officer").filter(pk=pk))


class Backend(adapters.Backend):
    """The account with its officer, in one query."""

    def get_user(self, user_id: int) -> Account | None:
        account = _ACCOUNT.first(pk=user_id)
        return account if account and self.user_can_authenticate(account) else None
