"""Money in whole đồng."""


def dong(amount: int) -> str:
    """`150.000 đồng`; TypeError for anything but whole đồng, because a fee has no xu."""
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError(f"an amount is a whole number of đồng, not {amount!r}")
    return f"{amount:,} đồng".replace(",", ".")
