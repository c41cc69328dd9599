"""What the stand-in tells its client of a holder, in the words of the national portal's contract."""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from django.conf import settings

from motcua.exchange.vneid.fake.models import Fault, Holder


def subject_for(client_id: str, holder: Holder) -> str:
    """The opaque name by which this client alone knows the holder."""
    text = f"{client_id}:{holder.subject}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hex()


def claims_of(holder: Holder) -> dict[str, Any]:
    """Flat claims: text, empty when unknown."""
    claims = {
        "LoaiTaiKhoan": "2" if holder.organisation_code else "1",
        "SoDinhDanh": holder.number,
        "HoVaTen": holder.name,
        "NgayThangNamSinh": f"{holder.born_on:%d/%m/%Y}" if holder.born_on else "",
        "GioiTinh": {"male": "Nam", "female": "Nữ"}.get(holder.sex, ""),
        "SoDienThoai": holder.phone,
        "ThuongTru": holder.address,
        "MaSoDoanhNghiep": holder.organisation_code,
        "TenDoanhNghiep": holder.organisation_name,
        "IAL": str(holder.level),
    }
    return {**claims, **_wrong(Fault(holder.fault))}


def _wrong(fault: Fault) -> dict[str, str]:
    if fault is Fault.SERVER_ERROR:
        raise RuntimeError("the identity server was asked to fail")
    wrong = {Fault.NO_NUMBER: {"SoDinhDanh": ""}, Fault.BAD_NUMBER: {"SoDinhDanh": "123456789"}}
    return {**wrong, Fault.NO_NAME: {"HoVaTen": ""}}.get(fault, {})


class Adapter(DefaultOIDCAdapter):  # type: ignore[misc]
    """The identity provider with opaque subjects, and claims given only at the userinfo address."""

    def get_claims(
        self, purpose: str, user: Holder, client: Any, scopes: Iterable[str], email: str | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        subject = {"sub": subject_for(client.id, user)}
        return {**subject, "TechID": subject["sub"], **claims_of(user)} if purpose == "userinfo" else subject

    def get_user_sub(self, client: Any, user: Holder) -> str:
        return subject_for(client.id, user)

    def get_user_by_sub(self, client: Any, sub: str) -> Holder | None:
        return next((holder for holder in Holder.objects.all() if subject_for(client.id, holder) == sub), None)
