"""The units, the image and the alerts say what the product can do, and agree with its documents."""

import configparser
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.utils.timezone import localdate

from motcua.config import counters
from motcua.config.readings import of_the_database, of_the_machine
from motcua.config.timetable import TIMETABLE
from motcua.console.operating import bounds
from motcua.documents.intake import NOT_KEPT
from motcua.journal.counting import RECORDED
from motcua.journal.models import Digest
from tests.house.copies import REPOSITORY
from tests.house.store import free_port

DEPLOY = REPOSITORY / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
COMMANDS = {path.stem for path in REPOSITORY.glob("motcua/*/management/commands/*.py")}
KEEPERS = {"motcua-worker.service", "motcua-backup.service"}  # the others leave the backup alone
HARDENED = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes"}
README = (DEPLOY / "README.md").read_text()
EXAMPLE = (DEPLOY / "environment.example").read_text()
FOLDERS = dict(re.findall(r"^(MOTCUA_\w+)=(/.*)$", EXAMPLE, re.MULTILINE))
OPERATIONS = (REPOSITORY / "docs/operations.md").read_text()


def read(unit: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(unit)
    return found


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_accepts_every_unit(tmp_path: Path) -> None:
    """The place of the installation is set to this checkout, so that the commands are found too."""
    for unit in UNITS:
        (tmp_path / unit.name).write_text(re.sub("/opt/motcua(-%i)?", str(REPOSITORY), unit.read_text()))
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "motcua" in line]) == (0, [])


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
class TestService:
    def test_runs_a_command_that_there_is(self, unit: Path) -> None:
        program, command = read(unit)["Service"]["ExecStart"].split()[:2]
        assert (REPOSITORY / re.sub("^/opt/motcua(-%i)?/", "", program)).exists()
        assert command in COMMANDS

    def test_runs_as_nobody_special_and_can_write_nowhere_else(self, unit: Path) -> None:
        service = dict(read(unit)["Service"])
        assert service["User"] == "motcua"
        assert HARDENED.items() <= service.items()

    def test_may_write_every_folder_that_the_example_names_for_it(self, unit: Path) -> None:
        wanted = set(FOLDERS) if unit.name in KEEPERS else {"MOTCUA_DATA"}
        assert {FOLDERS[name] for name in wanted} <= writable(unit)
        assert all(Path(folder).parent in map(Path, writable(unit)) for folder in own_settings(unit))

    def test_waits_for_no_other_and_ends_with_no_other(self, unit: Path) -> None:
        """A release is made ready while another answers: nothing is stopped or held up by it."""
        told = read(unit)["Unit"]
        assert not {"Requires", "Requisite", "BindsTo"} & set(told)
        assert "motcua-prepare" not in unit.read_text() or unit.name.startswith("motcua-prepare")


def writable(unit: Path) -> set[str]:
    service = read(unit)["Service"]
    named = {place.lstrip("-+") for place in service.get("ReadWritePaths", "").split()}
    state, runtime = service.get("StateDirectory"), service.get("RuntimeDirectory")
    return named | ({f"/var/lib/{state}"} if state else set()) | ({f"/run/{runtime}"} if runtime else set())


def own_settings(unit: Path) -> list[str]:
    """The folders that a unit itself sets."""
    return re.findall(r"^Environment=MOTCUA_\w+=(/.*)$", unit.read_text(), re.MULTILINE)


def test_the_target_starts_pages_on_two_ports_and_the_worker() -> None:
    wanted = read(DEPLOY / "systemd/motcua.target")["Unit"]["Wants"].split()
    assert wanted == ["motcua-web@8000.service", "motcua-web@8001.service", "motcua-worker.service"]
    assert "for unit in web@8000 web@8001 worker;" in README


def test_one_alone_plans_the_backup() -> None:
    """The timetable does, so no timer of systemd may."""
    assert [path for _when, path in TIMETABLE if path.endswith("take_base")]
    assert [unit.name for unit in UNITS if unit.suffix == ".timer"] == []


def test_the_document_names_the_units_that_there_are() -> None:
    named = re.findall(r"`(motcua[\w@-]*\.\w+)`", README)
    assert {re.sub(r"@\w+", "@", name) for name in named} == {unit.name for unit in UNITS}


def test_the_worker_is_given_longer_than_it_takes_to_end() -> None:
    stop = read(DEPLOY / "systemd/motcua-worker.service")["Service"]["TimeoutStopSec"]
    assert int(stop.removesuffix("s")) > 22


class TestImage:
    """The image is built where there is a builder; here its text is looked at."""

    text = (DEPLOY / "Containerfile").read_text()

    def test_copies_only_what_is_there(self) -> None:
        copied = [
            word
            for line in re.findall(r"^COPY (?!--from)(.*) \S+$", self.text, re.MULTILINE)
            for word in line.split()
        ]
        assert copied and [name for name in copied if not (REPOSITORY / name).exists()] == []

    def test_installs_by_the_hashed_lock_and_runs_without_root(self) -> None:
        assert "--require-hashes -r requirements.txt" in self.text
        assert self.text.index("USER motcua") < self.text.index("ENTRYPOINT")

    def test_starts_a_command_that_there_is(self) -> None:
        assert re.findall(r'^CMD \["(\w+)"', self.text, re.MULTILINE) == ["web"]

    @pytest.mark.parametrize(("command", "is_well"), [("worker", True), ("prepare", True), ("web", False)])
    def test_is_well_without_pages_unless_it_serves_them(self, command: str, is_well: bool, tmp_path: Path) -> None:
        (tmp_path / "cmdline").write_text(f"python\0-m\0django\0{command}\0--port\08000\0")
        _python, option, check = json.loads(re.findall(r"^    CMD (\[.*\])$", self.text, re.MULTILINE)[0])
        check = check.replace("/proc/1/cmdline", str(tmp_path / "cmdline")).replace(":8000", f":{free_port()}")
        assert (subprocess.run([sys.executable, option, check], capture_output=True).returncode == 0) is is_well


def rules() -> dict[str, dict[str, object]]:
    groups = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"]
    return {rule["alert"]: rule for group in groups for rule in group["rules"]}


def test_the_alerts_of_the_document_are_those_of_the_rules() -> None:
    chapter = OPERATIONS.partition("## Alerts")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\w+) \| `([^`]+)` \| ([^|]+) \| ", chapter, re.MULTILINE)
    written = {name: (words.replace("¦", "|"), wait.strip()) for name, words, wait in rows}
    assert written == {name: (str(rule["expr"]), str(rule["for"])) for name, rule in rules().items()}


@pytest.mark.django_db
def test_the_alerts_ask_for_figures_that_there_are() -> None:
    Digest.objects.create(on=localdate(), events=0, hash=b"")
    counted = [vars(counters)[name] for name in ("REQUESTS", "REQUEST_SECONDS", "ERRORS", "JOBS", "JOB_SECONDS")]
    names = {family.name for metric in [*counted, RECORDED, NOT_KEPT] for family in metric.collect()}
    names |= {family.name for family in [*of_the_machine(), *of_the_database()]} | {"motcua_database_up"}
    asked = {name for rule in rules().values() for name in re.findall(r"motcua_\w+", str(rule["expr"]))}
    assert {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in asked} - names == set()


def test_the_page_colours_where_the_alerts_ring() -> None:
    said = {name: str(rule["expr"]) for name, rule in rules().items()}
    assert f"> {bounds.WAIT}" in said["WorkWaits"]
    assert f"> {bounds.CONNECTIONS}" in said["ConnectionsShort"]
    assert f"< {bounds.DISK}" in said["DiskFull"]
    assert f"> {bounds.BACKUP.total_seconds():.0f}" in said["BackupOld"]
    assert f"> {bounds.SEALED.total_seconds():.0f}" in said["JournalUnsealed"]
    assert f"< {bounds.CERTIFICATE.total_seconds():.0f}" in said["CertificateEnds"]
    assert f"> {bounds.BEHIND}" in said["FollowerBehind"] and f"> {bounds.BEHIND}" in said["ReplicaBehind"]


def test_every_alert_says_what_to_do() -> None:
    assert [name for name, rule in rules().items() if not rule["annotations"]["do"]] == []  # type: ignore[index]


def test_every_figure_is_explained() -> None:
    chapter = OPERATIONS.partition("## Figures")[2].partition("\n## ")[0]
    sources = [
        REPOSITORY / "motcua" / name for name in ("config/counters.py", "config/readings.py", "journal/counting.py")
    ]
    named = {name for path in sources for name in re.findall(r'"(motcua_\w+)"', path.read_text())}
    assert sorted(name for name in named if f"`{name}`" not in chapter) == []
