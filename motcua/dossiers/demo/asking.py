"""Invented dossiers that wait for their applicants: asked by the real verbs, as officers would."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor, actor_of
from motcua.directory.models import Officer, Post
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.judging import points_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Channel, Status
from motcua.dossiers.supplements import Findings, Verdict

APPRAISED, LODGED = 6, 2  # so many at each stage: most of what was lodged still waits for the counter
BLURRED = "Ảnh chụp bị mờ, không đọc được: đề nghị chụp lại rõ nét, đủ bốn góc của từng trang."
UNCLEAR = "Nội dung khai chưa rõ: đề nghị ghi cụ thể, khớp với giấy tờ kèm theo."
REASON = "Qua kiểm tra, hồ sơ chưa đủ cơ sở để giải quyết theo quy định."


def ask_some(now: datetime) -> int:
    """Ask to complete a few of the latest dossiers, at appraisal and before acceptance; gives how many were asked."""
    online = Dossier.objects.filter(channel=Channel.ONLINE).select_related("declaration", "holder__account")
    appraised = online.filter(status=Status.IN_PROGRESS, step__kind=StepKind.PROCESS, holder__isnull=False)
    lodged = online.filter(status=Status.LODGED)
    latest = appraised.order_by("-accepted_at")[:APPRAISED]
    asked = [
        *(_ask(dossier, _actor(dossier.holder, now), now) for dossier in latest),
        *(_ask(dossier, _reception(dossier, now), now) for dossier in lodged.order_by("-lodged_at")[:LODGED]),
    ]
    return sum(asked)


def _ask(dossier: Dossier, by: Actor | None, now: datetime) -> bool:
    """The first paper and the request itself are found wrong, whatever there is of them."""
    words = {"field:request": UNCLEAR}
    points = points_of(dossier)
    if by is None or not points:
        return False
    words[points[0].key] = BLURRED
    verdicts = {point.key: Verdict(point.key not in words, words.get(point.key, "")) for point in points}
    actions.ask_supplement(dossier.pk, findings=Findings(verdicts, REASON), by=by, at=now)
    return True


def _actor(officer: Officer | None, now: datetime) -> Actor | None:
    return actor_of(officer.account, localdate(now)) if officer else None


def _reception(dossier: Dossier, now: datetime) -> Actor | None:
    posts = Post.objects.in_force(localdate(now)).filter(body=dossier.receiving_id, role=Role.RECEPTION_OFFICER)
    post = posts.select_related("officer__account").first()
    return _actor(post.officer, now) if post else None
