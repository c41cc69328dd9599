"""What the product is built from is pinned, free, and written down; an audit never claims more than it saw."""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.house.copies import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "bin"))
import _suite
from _libraries import NOT_REACHED, audit, licence_of, pinned, verdict, write_inventory

FREE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software|ISC|MPL|Mozilla|LGPL|Lesser|Unlicense|HPND|Zlib|CC0|0BSD", re.I
)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_library_is_pinned_with_its_hashes(lock: str) -> None:
    lines = (REPOSITORY / lock).read_text().splitlines()
    names = [line for line in lines if re.match(r"[A-Za-z]", line)]
    assert names and all(re.fullmatch(r"[\w.\[\],-]+==\S+(?: ; [^\\]+)? \\", name) for name in names)
    bare = [name for name, after in pairwise(lines) if name in names and "--hash=" not in after]
    assert not bare


def test_every_library_has_a_free_licence() -> None:
    unknown = [name for name, _version, _hashes in pinned() if not FREE.search(licence_of(name))]
    assert not unknown


def test_the_inventory_holds_every_library_with_version_hash_and_licence(tmp_path: Path) -> None:
    count = write_inventory(tmp_path / "sbom.json")
    told = json.loads((tmp_path / "sbom.json").read_text())
    assert (told["bomFormat"], len(told["components"])) == ("CycloneDX", count) and count > 50
    assert all(part["hashes"] and part["licenses"] and part["purl"] for part in told["components"])


def test_an_audit_that_reaches_nobody_says_so() -> None:
    skipped = [{"name": "a", "skip_reason": "not found"}]
    assert verdict(skipped) == (None, NOT_REACHED)


@pytest.mark.parametrize("words", ["import time; time.sleep(60)", "raise SystemExit(1)", "print('{}')"])
def test_an_auditor_that_hangs_or_breaks_ends_and_is_not_a_clean_one(words: str) -> None:
    assert audit([sys.executable, "-c", words], patience=1) == (None, NOT_REACHED)


def test_an_audit_that_saw_all_says_so() -> None:
    told = {"dependencies": [{"name": name, "version": version, "vulns": []} for name, version, _ in pinned()]}
    is_clean, said = audit([sys.executable, "-c", f"print({json.dumps(json.dumps(told))})"])
    assert is_clean and said.startswith(f"{len(pinned())} of {len(pinned())}")


def test_an_audit_names_what_is_weak_and_counts_what_it_saw() -> None:
    sound = {"name": "a", "version": "1", "vulns": []}
    weak = {"name": "b", "version": "2", "vulns": [{"id": "X-1"}]}
    assert verdict([sound, weak]) == (False, "known weaknesses: b 2: X-1")
    assert verdict([sound])[0] is True
    in_part = verdict([sound, {"name": "c", "skip_reason": "not found"}])
    assert (in_part[0], in_part[1][:26]) == (None, "1 of 2 libraries looked at")


@pytest.mark.parametrize(
    ("is_clean", "word", "passes"), [(True, "ok", True), (False, "FAILED", False), (None, "not reached", True)]
)
def test_the_run_shows_each_outcome_and_fails_on_a_weakness_alone(
    is_clean: bool | None,
    word: str,
    passes: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(_suite, "STATIC", ())
    monkeypatch.setattr(_suite, "audit", lambda: (is_clean, "b 2: X-1"))
    assert _suite.static_checks() is passes
    shown = capsys.readouterr().out
    assert shown.startswith(f"libraries   {word} ") and ("b 2: X-1" in shown) is not (is_clean is True)


def test_the_last_summary_names_what_was_left_out_and_why() -> None:
    first = "SKIPPED [2] tests/crash/test_room.py:26: only root can mount; 3 failed\n9 passed, 2 skipped in 1.00s"
    assert _suite.summed([first, "1 passed in 1.00s"], 2) == (
        "SKIPPED [2] tests/crash/test_room.py:26: only root can mount; 3 failed\n10 passed, 2 skipped in 2.00s"
    )
