"""Whole đồng, with points between the thousands."""

import pytest

from motcua.lib.money import dong


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
