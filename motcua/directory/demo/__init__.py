"""An invented but believable staff of Lai Châu province, for trying the product; production refuses it."""

DEMO_PASSWORD = "Motcua-Demo-2026"  # noqa: S105  shown on the sign-in page of a demonstration
DEMO_MARK = "(tài khoản mẫu)"  # in the title of every demonstration officer, so that nobody takes one for real
