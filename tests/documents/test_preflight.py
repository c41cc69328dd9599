"""Our PDF/A before another program's eyes: Apache PDFBox Preflight, where Debian's packages of it are installed.

It knows PDF/A-1b only. So each paper is drawn as 1b, where it must find nothing; and as the 2u that is issued, where
it may only miss what part 2 brought: its number, its level, and colour profiles of version 4.
Packages: libpdfbox2-java libcommons-logging-java libfontbox2-java libactivation-java libjaxb-api-java.
"""

import re
import subprocess
from pathlib import Path

import pytest

from motcua.documents.forms import printing
from tests.documents.letters import make_form02, make_form04, make_form07, make_handover, make_joint
from tests.documents.papers import make_form01, make_form03, make_form05, make_form06, make_result

JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api")
PLACES = [Path("/usr/share/java", f"{name}.jar") for name in JARS]
PAPERS = [make_form01, make_form02, make_form03, make_form04, make_form05, make_form06, make_form07]
OTHERS = [make_handover, make_joint, make_result]
OF_PART_2 = {"2.1.6", "7.11.1", "7.11.2"}
pytestmark = pytest.mark.skipif(
    not all(place.exists() for place in PLACES), reason="the validator's packages are not installed"
)


def faults(pdf: bytes, folder: Path) -> list[str]:
    """The numbers of the rules that the validator finds broken."""
    paper = folder / "paper.pdf"
    paper.write_bytes(pdf)
    classes = ":".join(map(str, PLACES))
    command = ["java", "-cp", classes, "org.apache.pdfbox.preflight.Validator_A1b", str(paper)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    assert "valid PDF/A-1b file" in said, said
    return re.findall(r"^(\d+(?:\.\d+)*) :", said, re.MULTILINE)


@pytest.mark.parametrize("make", PAPERS + OTHERS)
def test_drawn_as_pdf_a_1b_nothing_is_wrong(make, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "STANDARD", "a-1b")
    assert faults(printing.render(make()), tmp_path) == []


@pytest.mark.parametrize("make", PAPERS + OTHERS)
def test_as_issued_only_what_part_2_brought_is_missed(make, tmp_path):
    assert set(faults(printing.render(make()), tmp_path)) <= OF_PART_2


def test_receipts_joined_for_a_session_stay_pdf_a(tmp_path, monkeypatch):
    from motcua.dossiers.printing_lists import joined

    monkeypatch.setattr(printing, "STANDARD", "a-1b")
    assert faults(joined([printing.render(make()) for make in (make_form01, make_form05)]), tmp_path) == []
