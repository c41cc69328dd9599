"""The life is the table of rulebook B.4: every pair of status and move, allowed or forbidden."""

import pytest

from motcua.dossiers.errors import NotPossible
from motcua.dossiers.lifecycle import LIFE, Move, after
from motcua.dossiers.statuses import FINAL, OPEN, Status

# Rulebook B.4, copied by hand: (from, move) → to, by the national codes; what is not here is forbidden.
B4 = {
    (1, "M3"): 2,
    (1, "M4"): 5,
    (1, "M5"): 3,
    (1, "M15"): 7,
    (2, "M7"): 4,
    (2, "M8"): 4,
    (2, "M15"): 7,
    (2, "M22"): 4,
    (4, "M9"): 4,
    (4, "M10"): 5,
    (4, "M13"): 6,
    (4, "M15"): 7,
    (4, "M16"): 8,
    (4, "M17"): 4,
    (4, "M18"): 9,
    (4, "M19"): 9,
    (4, "M22"): 4,
    (5, "M6"): 1,
    (5, "M11"): 4,
    (5, "M12"): 8,
    (5, "M12b"): 9,  # "or RESOLVED-refused if special law says refuse"
    (5, "M15"): 7,
    (6, "M14"): 4,
    (6, "M15"): 7,
    (9, "M20"): 10,
    (9, "M21"): 9,  # the dossier stays; the correction is a case of its own
    (10, "M21"): 10,
}
EVERY_PAIR = [(status, move) for status in Status for move in Move]


@pytest.mark.parametrize(("status", "move"), EVERY_PAIR)
def test_every_pair_of_status_and_move_is_as_the_rulebook_says(status: Status, move: Move) -> None:
    if (status.value, move.value) in B4:
        assert after(status, move) == B4[status.value, move.value]
    else:
        with pytest.raises(NotPossible):
            after(status, move)


def test_the_moves_are_those_of_the_rulebook_and_none_is_forgotten() -> None:
    assert {f"M{number}" for number in range(1, 23)} <= {move.value for move in Move}
    assert {move for _status, move in B4} | {"M1", "M2"} == {move.value for move in Move}


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
