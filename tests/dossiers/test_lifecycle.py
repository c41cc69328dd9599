"""The life is the table of rulebook B.4: every pair of status and move, allowed or forbidden."""

import pytest

from motcua.dossiers.errors import NotPossible
from motcua.dossiers.lifecycle import LIFE, Move, after
from motcua.dossiers.statuses import FINAL, OPEN, Status

EVERY_PAIR = [(status, move) for status in Status for move in Move]


@pytest.mark.parametrize(("status", "move"), EVERY_PAIR)
def test_a_move_is_in_the_table_or_forbidden(status: Status, move: Move) -> None:
    if (status, move) in LIFE:
        assert after(status, move) in Status
    else:
        with pytest.raises(NotPossible):
            after(status, move)


@pytest.mark.parametrize("status", sorted(FINAL))
def test_nothing_but_a_correction_follows_an_end(status: Status) -> None:
    assert {move for (start, move) in LIFE if start == status} <= {Move.CORRECT}


@pytest.mark.parametrize(
    ("status", "move"),
    [
        (Status.RESOLVED, Move.STEP),  # 9 → 4: use a correction
        (Status.IN_PROGRESS, Move.DECLINE),  # 4 → 3
        (Status.AWAITING_SUPPLEMENT, Move.GRANT),  # 5 → 9
        (Status.RESOLVED, Move.WITHDRAW),  # signed
    ],
)
def test_what_the_rulebook_names_as_forbidden(status: Status, move: Move) -> None:
    assert (status, move) not in LIFE


def test_the_codes_are_the_nations() -> None:
    assert [status.value for status in Status] == list(range(1, 11))


def test_open_and_final_share_nothing() -> None:
    assert not OPEN & FINAL
    assert set(Status) - OPEN - FINAL == {Status.RESOLVED}
