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
from _libraries import licence_of, pinned, verdict, write_inventory

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
    assert verdict(skipped) == (True, "not audited: the service of advisories is not reachable from here")


def test_an_audit_names_what_is_weak_and_counts_what_it_saw() -> None:
    sound = {"name": "a", "version": "1", "vulns": []}
    weak = {"name": "b", "version": "2", "vulns": [{"id": "X-1"}]}
    assert verdict([sound, weak]) == (False, "known weaknesses: b 2: X-1")
    assert verdict([sound, {"name": "c", "skip_reason": "not found"}])[1].startswith("1 of 2 libraries looked at")
