"""A partner that hangs holds few threads, and is asked again after a rest."""

import pytest

from motcua.directory.patience import REST, SLOW, Away, Patience


def test_calls_go_side_by_side_while_the_partner_answers():
    patience = Patience()
    for now in (0.0, 0.1, 0.2):
        patience.begin(now)
    patience.end(0.0, 0.3, has_failed=False)
    patience.begin(0.4)


def test_while_one_call_hangs_nobody_else_begins():
    patience = Patience()
    patience.begin(0.0)
    with pytest.raises(Away):
        patience.begin(SLOW + 0.1)


def test_after_a_failure_the_partner_is_left_alone_and_then_asked_again():
    patience = Patience()
    patience.begin(0.0)
    patience.end(0.0, 5.0, has_failed=True)
    with pytest.raises(Away):
        patience.begin(5.0 + REST / 2)
    patience.begin(5.0 + REST)


def test_one_good_answer_ends_the_rest():
    patience = Patience()
    patience.begin(0.0)
    patience.begin(0.5)
    patience.end(0.0, 0.6, has_failed=True)
    patience.end(0.5, 0.7, has_failed=False)
    patience.begin(0.8)
