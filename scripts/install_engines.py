"""Install what the engine tests need: LibreOffice 25.2 and its Python bridge, Chromium, poppler, fonts like Excel's.

Uses the standard library only, so that it runs before anything else is installed. It installs on Debian and its
relatives, as root or with sudo that asks nothing. Everywhere else it says in one line why it did not, and ends with
success, because the rest of the project works without; `--require` (or BSC_XL_REQUIRE_ENGINES=1) makes that a failure.
On Linux it also tries to install a Windows Python that runs under Wine (`scripts/install_wine.py`).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

WANTED = (25, 2)
"""The add-in's plain function names resolve from 24.8 on; 25.2 is what the project is measured with."""

OFFICE = ("libreoffice-calc", "python3-uno")
PACKAGES = (*OFFICE, "libreoffice-dev", "poppler-utils", "fonts-crosextra-carlito", "fonts-liberation")
"""python3-uno runs the add-in, libreoffice-dev compiles its interface (a test asks whether it is up to date).
Carlito and Liberation have the widths of Calibri and Arial, without which pictures show other line breaks."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
"""Chromium and its relatives, any of which shows the page of a validation; the first is Debian's package."""

SOURCES = Path("/etc/apt")
ADDED = "bsc-xl-backports"


class CannotInstallError(Exception):
    """Why the engines cannot be installed here, in one line for people."""


def main(arguments: list[str] | None = None) -> int:
    """Install the engines, or say why not; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--require", action="store_true", help="fail when the engines cannot be installed")
    required = parser.parse_args(arguments).require or os.environ.get("BSC_XL_REQUIRE_ENGINES") == "1"
    if sys.platform.startswith("linux"):
        # Optional everywhere: it says itself what came of it, and its failure is nobody else's.
        command = [sys.executable, "-m", "scripts.install_wine"]
        subprocess.run(command, cwd=Path(__file__).resolve().parents[1], check=False)
    missing = 0
    for what, make_present in (("engines", install), ("browser", install_browser)):
        try:
            print(f"{what}: {make_present()}")
        except CannotInstallError as reason:
            print(f"{what}: not installed, its tests will be skipped: {reason}")
            missing = 1
    return missing if required else 0


def install() -> str:
    """Make the engines present; returns a sentence that says what is there now."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get") or not shutil.which("dpkg-query"):
        return _found_by_hand()
    versions = _installed()
    if not set(PACKAGES) - set(versions) and _is_recent(versions["libreoffice-calc"]):
        return f"already there, LibreOffice {_plain(versions['libreoffice-calc'])}"
    root = root_prefix()
    refresh(root)
    target = [] if _offered() else _backports(root)
    apt_get(root, "install", "--yes", "--no-install-recommends", *target, *PACKAGES)
    return f"installed LibreOffice {_plain(_installed()['libreoffice-calc'])}"


def install_browser() -> str:
    """Make a Chromium present; returns a sentence that says what is there now."""
    named = os.environ.get("BSC_XL_CHROMIUM")
    if found := next((found for name in (named, *BROWSERS) if name and (found := shutil.which(name))), None):
        return f"already there, {found}"
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        raise CannotInstallError("no apt on this machine; install Chromium or Chrome by hand to run them")
    root = root_prefix()
    refresh(root)
    apt_get(root, "install", "--yes", "--no-install-recommends", BROWSERS[0])
    return f"installed {BROWSERS[0]}"


def _found_by_hand() -> str:
    """Accept programs that a person installed where this script cannot install them."""
    places = (
        "soffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
    )
    office = next((found for place in places if (found := shutil.which(place))), None)
    if office and shutil.which("pdftoppm"):
        return f"already there, {office}"
    missing = "poppler (pdftoppm)" if office else "LibreOffice"
    raise CannotInstallError(f"no apt on this machine; install {missing} by hand to run them")


def root_prefix() -> list[str]:
    """What to put before a command so that it runs as root."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    raise CannotInstallError("neither root nor sudo without a password")


def apt_get(root: list[str], *arguments: str) -> None:
    """Run apt-get without questions; its output is shown only when it fails."""
    options = ["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *options, *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise CannotInstallError(f"apt-get {arguments[0]} failed (its words are above)")


def refresh(root: list[str]) -> None:
    """Fetch the package lists; a broken source of a third party must not keep the others from serving."""
    try:
        apt_get(root, "update")
    except CannotInstallError as reason:
        print(f"engines: going on although {reason}", file=sys.stderr)


def _installed() -> dict[str, str]:
    """The wanted packages that are installed, with their versions."""
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package}\t${db:Status-Status}\t${Version}\n", *PACKAGES],
        capture_output=True,
        text=True,
        check=False,  # it fails when one of them is unknown, and still lists the others
    )
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return {package: version for package, status, version in rows if status == "installed"}


def _offered(suite: str = "") -> bool:
    """Tell whether apt, preferring `suite`, would install LibreOffice and its Python bridge new enough."""
    return all(_is_recent(_candidate(package, suite)) for package in OFFICE)


def _candidate(package: str, suite: str) -> str:
    """The version of a package that apt would install now; empty when it knows none."""
    target = ["-t", suite] if suite else []
    done = subprocess.run(
        ["apt-cache", *target, "policy", package],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    found = re.search(r"Candidate: (\S+)", done.stdout)
    return found[1] if found and found[1] != "(none)" else ""


def _plain(version: str) -> str:
    """A Debian version without epoch and revision: `4:25.2.3-2+deb13u5~bpo12+1` is 25.2.3."""
    return version.partition(":")[2].partition("-")[0] or version


def _is_recent(version: str) -> bool:
    """Tell whether a Debian version of LibreOffice is the wanted one or later."""
    found = re.match(r"(\d+)\.(\d+)", _plain(version))
    return found is not None and (int(found[1]), int(found[2])) >= WANTED


def _backports(root: list[str]) -> list[str]:
    """Make the distribution's backports known to apt; returns the options that install from them."""
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines() if "=" in line
    )
    codename = release.get("VERSION_CODENAME", "").strip('"')
    suite = f"{codename}-backports"
    if not _offered(suite):
        name, text = backports_source(SOURCES, codename)
        command = [*root, "tee", str(SOURCES / "sources.list.d" / name)]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise CannotInstallError(f"{command[-1]} cannot be written: {done.stderr.strip()}")
        refresh(root)
    if not _offered(suite):
        raise CannotInstallError(f"neither {codename} nor {suite} has LibreOffice {WANTED[0]}.{WANTED[1]}")
    return ["-t", suite]


def backports_source(folder: Path, codename: str) -> tuple[str, str]:
    """The file (name, text) that adds the backports of `codename`, taken from the sources in `folder` (/etc/apt).

    The machine's own source is copied with another suite, so that its mirror, keys and options stay in force.
    """
    for path in sorted((folder / "sources.list.d").glob("*.sources")):
        for stanza in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            if text := _stanza_for_backports(stanza, codename):
                return f"{ADDED}.sources", text
    for path in [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*.list"))]:
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for line in lines:
            found = re.match(rf"(deb\s+(?:\[[^\]]*\]\s+)?\S+\s+){re.escape(codename)}\s+main\b", line)
            if found:
                return f"{ADDED}.list", f"{found[1]}{codename}-backports main\n"
    raise CannotInstallError(f"no apt source of {codename or 'this system'} to take the backports from")


def _stanza_for_backports(stanza: str, codename: str) -> str:
    """A deb822 stanza with its suites replaced by the backports; empty when it is no source of `codename`."""
    lines = [line for line in stanza.splitlines() if line.strip() and not line.startswith("#")]
    fields = {key.lower(): value.split() for key, _, value in (line.partition(":") for line in lines)}
    if codename not in fields.get("suites", []) or "deb" not in fields.get("types", []):
        return ""
    if "main" not in fields.get("components", []) or fields.get("enabled") == ["no"]:
        return ""
    replaced = {"suites": f"Suites: {codename}-backports", "components": "Components: main", "types": "Types: deb"}
    return "\n".join(replaced.get(line.partition(":")[0].lower(), line) for line in lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
