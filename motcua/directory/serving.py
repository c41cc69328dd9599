"""Who may act in a role of a body on a day: by a post, as a substitute, or by delegation."""

from datetime import date

from django.db.models import Q, QuerySet

from motcua.directory.models import Delegation, Officer, Post, Substitution


def officers_serving(body_id: int | None, role: str, on: date) -> QuerySet[Officer]:
    """The same answer as the posts of an actor give, asked from the other side; 1 query."""
    posts = Post.objects.in_force(on).filter(body=body_id, role=role)
    away = Substitution.objects.filter(absent__in=posts.values("officer"), valid_from__lte=on, valid_to__gte=on)
    lent = Delegation.objects.in_force(on).filter(post__in=posts)
    serving = Officer.objects.filter(account__is_active=True)  # whose account is closed serves nowhere
    held, stands_in = Q(pk__in=posts.values("officer")), Q(pk__in=away.values("substitute"))
    return serving.filter(held | stands_in | Q(pk__in=lent.values("delegate")))


def delegation_behind(officer_id: int, body_id: int, roles: frozenset[str], on: date) -> Delegation | None:
    """The delegation by which an officer acts in these roles of a body, or None when he holds one himself."""
    own = Post.objects.in_force(on).filter(officer=officer_id, body=body_id, role__in=roles)
    if own.exists():
        return None
    lent = Delegation.objects.in_force(on).filter(delegate=officer_id, post__body=body_id, post__role__in=roles)
    return lent.select_related("post__officer").order_by("-pk").first()
