"""What the operator reads when everything answers: where to go, and as whom."""

import json
import os
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from motcua.config.steps import Amount

CITIZENS = 4  # of those who can sign in, as many are shown; the whole list is a command away


def greeting(options: Namespace, amount: Amount, seconds: float) -> str:
    """The addresses, and in a demonstration one account for each role."""
    address = os.environ["MOTCUA_ADDRESS"]
    lines = [
        f"\nMột Cửa đã sẵn sàng · is ready ({seconds:.1f} s)\n",
        f"  Cổng dịch vụ công · portal        {address}/",
        f"  Cán bộ đăng nhập  · officers      {address}/accounts/login/",
    ]
    if amount is Amount.DEMO:
        lines.append(f"  VNeID (giả lập)   · stand-in      {os.environ['MOTCUA_VNEID']}/")
    lines.append(f"  Nhật ký           · logs          {options.data / 'logs'}")
    if amount is Amount.DEMO:
        lines += ["", *_accounts(options.data / "demo-accounts.json")]
    return "\n".join([*lines, "", "Ctrl-C dừng tất cả · stops everything."])


def _accounts(path: Path) -> list[str]:
    listed = json.loads(path.read_text())
    password = next((officer["password"] for officer in listed["officers"]), "")
    return [
        f"  Cán bộ · officers (mật khẩu · password: {password})",
        *_one_of_each_role(listed["officers"]),
        "  Công dân · citizens (đăng nhập bằng VNeID · by the stand-in)",
        *(_line(each["number"], each["name"], each["organisation_name"]) for each in listed["citizens"][:CITIZENS]),
        "  Tất cả · all of them: bin/manage demo_accounts",
    ]


def _one_of_each_role(officers: Iterable[dict[str, Any]]) -> list[str]:
    first: dict[str, str] = {}
    for officer in officers:
        for post in officer["posts"][:1]:
            first.setdefault(
                post["role"], _line(officer["username"], officer["full_name"], f"{post['role_name']}, {post['body']}")
            )
    return list(first.values())


def _line(*words: str) -> str:
    return "    {:<22}{:<24}{}".format(*words).rstrip()
