import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Prefetch
from django.utils import timezone, translation

from motcua.directory.demo import DEMO_PASSWORD
from motcua.directory.demo.cast import demo_citizens
from motcua.directory.models import Officer, Post

HOW = "VNeID stand-in"


class Command(BaseCommand):
    help = "List who can sign in to the demonstration, and how."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("production has no demonstration accounts")
        with translation.override("vi"):
            listed = {"officers": _officers(), "citizens": _citizens()}
        self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=1) if options["json"] else _table(listed))


def _officers() -> list[dict[str, Any]]:
    posts = Post.objects.in_force(timezone.localdate()).select_related("body").order_by("pk")
    officers = Officer.objects.filter(account__is_demo=True, account__is_active=True).select_related("account")
    return [_officer(each) for each in officers.prefetch_related(Prefetch("posts", posts)).order_by("pk")]


def _officer(officer: Officer) -> dict[str, Any]:
    return {
        "username": officer.account.username,
        "password": DEMO_PASSWORD,
        "full_name": officer.full_name,
        "title": officer.title,
        "posts": [
            {
                "role": post.role,
                "role_name": str(post.get_role_display()),
                "body": post.body.name,
                "body_code": post.body.code,
            }
            for post in officer.posts.all()
        ],
    }


def _citizens() -> list[dict[str, Any]]:
    told = ("number", "name", "level", "organisation_code", "organisation_name")
    return [{**{key: citizen[key] for key in told}, "how": HOW} for citizen in demo_citizens()]


def _table(listed: dict[str, list[dict[str, Any]]]) -> str:
    lines = [f"Cán bộ (mật khẩu chung: {DEMO_PASSWORD})"]
    for officer in listed["officers"]:
        posts = "; ".join(f"{post['role_name']} – {post['body']} ({post['body_code']})" for post in officer["posts"])
        lines.append(f"  {officer['username']:<28} {officer['full_name']:<24} {posts}")
    lines += ["", f"Công dân, tổ chức (đăng nhập bằng {HOW})"]
    for citizen in listed["citizens"]:
        lines.append(f"  {citizen['number']}  {citizen['name']:<24} {citizen['organisation_name']}".rstrip())
    return "\n".join(lines)
