"""Whole đồng, with points between the thousands."""

import pytest

from motcua.lib.money import dong, read_dong


@pytest.mark.parametrize(
    "amount, shown",
    [(0, "0 đồng"), (999, "999 đồng"), (150_000, "150.000 đồng"), (-2_000_000, "-2.000.000 đồng")],
)
def test_dong(amount: int, shown: str) -> None:
    assert dong(amount) == shown


@pytest.mark.parametrize("amount", [1.5, "150000", True, None])
def test_only_whole_dong(amount: int) -> None:
    with pytest.raises(TypeError):
        dong(amount)


@pytest.mark.parametrize(
    "typed, amount",
    [
        ("150.000", 150_000),
        (" 150 000 đ ", 150_000),
        ("150000 đồng", 150_000),
        ("1.500.000 VND", 1_500_000),
        ("0", 0),
        ("", None),
        ("1.5", None),
        ("150,5", None),
        ("-5", None),
        ("²", None),
        ("9" * 30, None),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, amount: int | None) -> None:
    assert read_dong(typed) == amount
