"""What the product is built from: the inventory of its lock, and whether weaknesses of it are known."""

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
LOCK = REPOSITORY / "requirements.txt"
# One silence ends the asking; a service that answers one library after the other slowly is not waited for either.
AUDITOR = (sys.executable, "-m", "pip_audit", "-r", str(LOCK), "--disable-pip", "--require-hashes", "-f", "json")
AUDITOR += ("--progress-spinner", "off", "--timeout", "5")
PATIENCE = 40  # seconds for all libraries together
NOT_REACHED = "not audited: the service of advisories is not reachable from here"
ELSEWHERE = {
    "colorama": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}  # locked for other systems, not installed on this one
PINNED = re.compile(
    r"^([\w.-]+)==([^\s;]+)(?: ;[^\\\n]*(?= \\))?((?: \\\n    --hash=sha256:[0-9a-f]{64})*)", re.MULTILINE
)


def pinned() -> list[tuple[str, str, list[str]]]:
    """(name, version, SHA-256 of its files) of every library in the lock."""
    return [
        (name, version, re.findall(r"sha256:(\w+)", hashes))
        for name, version, hashes in PINNED.findall(LOCK.read_text())
    ]


def licence_of(name: str) -> str:
    """What the installed library says of its licence; empty when it is not installed or says nothing."""
    try:
        facts = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "")
    named = [line.split(" :: ")[-1] for line in facts.get_all("Classifier") or () if line.startswith("License ::")]
    return facts.get("License-Expression") or ", ".join(named) or (facts.get("License") or "").partition("\n")[0]


def write_inventory(path: Path) -> int:
    """Write a CycloneDX 1.6 inventory of the lock; how many libraries it holds."""
    parts = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "hashes": [{"alg": "SHA-256", "content": mark} for mark in hashes],
            "licenses": [{"license": {"name": licence}}] if (licence := licence_of(name)) else [],
        }
        for name, version, hashes in pinned()
    ]
    told = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": parts}
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return len(parts)


def audit(auditor: Sequence[str] = AUDITOR, patience: float = PATIENCE) -> tuple[bool | None, str]:
    """Whether the lock is clean, None when that is not known, and what to say of it."""
    with contextlib.suppress(subprocess.TimeoutExpired, ValueError, KeyError):
        done = subprocess.run(auditor, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=patience)
        return verdict(json.loads(done.stdout)["dependencies"])
    return None, NOT_REACHED


def verdict(told: list[dict[str, object]]) -> tuple[bool | None, str]:
    """What the auditor's lines mean: a library that was skipped was not looked at, whatever the exit status says."""
    looked_at = [one for one in told if "skip_reason" not in one]
    weak = [f"{one['name']} {one['version']}: {fault['id']}" for one in looked_at for fault in one["vulns"]]  # type: ignore[attr-defined]
    if weak:
        return False, "known weaknesses: " + "; ".join(weak)
    if not looked_at:
        return None, NOT_REACHED
    is_whole = len(looked_at) == len(told) or None
    return is_whole, f"{len(looked_at)} of {len(told)} libraries looked at, no weakness known"
