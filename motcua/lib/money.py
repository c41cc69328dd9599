"""Money in whole đồng."""

import re


def dong(amount: int) -> str:
    """`150.000 đồng`; TypeError for anything but whole đồng, because a fee has no xu."""
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError(f"an amount is a whole number of đồng, not {amount!r}")
    return f"{amount:,} đồng".replace(",", ".")


def read_dong(text: str) -> int | None:
    """The amount that somebody typed: `150.000`, `150 000 đ`, `150000 đồng`; None when it is none."""
    digits = re.sub(r"(?i)(đồng|đ|vnđ|vnd)\s*$", "", text.strip())
    parts = re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+|\d+", digits.strip(), re.ASCII)
    return int(re.sub(r"\D", "", parts[0])) if parts and len(parts[0]) < 20 else None
