"""LibreOffice as an engine: recalculates workbooks, and turns them into PDF and pictures, without a window.

Each call stands alone: it works in a folder of its own with a fresh profile, so that calls may run side by side and
neither a person's settings nor their open LibreOffice take part. Starting costs about a second; many files in one
call share it.

Two facts shape this module. LibreOffice does not recalculate a loaded .xlsx unless its *profile* says "always",
whatever the file asks. And it misbehaves as root (its `unopkg` refuses), so as root it runs as the user `nobody`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bsc_xl.errors import EngineFailed, EngineMissing, WrongUsage

_XLSX = "xlsx:Calc MS Excel 2007 XML"
_PDF = "pdf:calc_pdf_Export"
_PDF_WHOLE_SHEETS = _PDF + ':{"SinglePageSheets":{"type":"boolean","value":"true"}}'

_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_soffice() -> Path | None:
    """The LibreOffice program: what BSC_XL_SOFFICE names, on the PATH, or in its usual place. None if there is none."""
    named = os.environ.get("BSC_XL_SOFFICE")
    candidates = (named,) if named else ("soffice", "libreoffice", *_PLACES)
    found = (shutil.which(candidate) for candidate in candidates)
    return next((Path(path) for path in found if path), None)


def find_unopkg(soffice: Path) -> Path:
    """The program that installs extensions, which stands beside LibreOffice; raises EngineMissing if it does not."""
    for folder in (soffice.parent, soffice.resolve().parent):
        if found := shutil.which(str(folder / "unopkg")):
            return Path(found)
    raise EngineMissing(f"LibreOffice's program for extensions, unopkg, is not beside {soffice}.")


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """A LibreOffice to convert workbooks with.

    soffice: the program. time_limit: seconds one start may take, whatever the number of files. recalculates: whether
    every formula is computed anew on loading; False shows the values stored in the file, as LibreOffice does unasked.
    locale: language and country of numbers and dates in text, as in `en-US`. user: whom to run it as when we are root.
    addin: an extension (.oxt) to work with, installed in the fresh profile; None for bare LibreOffice.
    """

    soffice: Path
    time_limit: float = 300.0
    recalculates: bool = True
    locale: str = "en-US"
    user: str = "nobody"
    addin: Path | None = None

    @classmethod
    def here(cls, addin: Path | None = None) -> LibreOffice:
        """The LibreOffice of this machine, with an add-in or without; raises EngineMissing if there is none."""
        soffice = find_soffice()
        if soffice is None:
            raise EngineMissing("LibreOffice is not installed here (no soffice found); BSC_XL_SOFFICE can name it.")
        return cls(soffice, addin=addin)

    def version(self) -> str:
        """The version as LibreOffice prints it, such as `25.2.3.2`."""
        with self._workspace() as work:
            words = self._run(work, "--version").split()
        return words[1] if len(words) > 1 else "unknown"

    def recalculate(self, workbooks: Sequence[Path], out_dir: Path) -> list[Path]:
        """Load workbooks (.xlsx, .xlsm) and save them as .xlsx in `out_dir`, which is made if need be.

        Returns the new files, in the order of `workbooks`. Raises EngineFailed if any of them could not be converted.
        """
        return self._convert(workbooks, out_dir, _XLSX)

    def to_pdf(self, workbooks: Sequence[Path], out_dir: Path, *, whole_sheets: bool = False) -> list[Path]:
        """Print workbooks to PDF, as `recalculate` does in all else.

        whole_sheets: each sheet, hidden ones included, is one page as large as it needs; else pages are as printed.
        """
        return self._convert(workbooks, out_dir, _PDF_WHOLE_SHEETS if whole_sheets else _PDF)

    def to_pngs(self, workbook: Path, out_dir: Path, *, dpi: int = 96, whole_sheets: bool = True) -> list[Path]:
        """Pictures of a workbook's pages, in order, as `STEM-1.png`, `STEM-2.png` in `out_dir`; 96 dpi is 100 %.

        With whole_sheets there is exactly one picture per sheet. Raises EngineMissing without poppler's pdftoppm.
        """
        pdftoppm = shutil.which("pdftoppm")
        if pdftoppm is None:
            raise EngineMissing("Pictures need pdftoppm, which is part of poppler.")
        out_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
            [pdf] = self.to_pdf([workbook], Path(folder), whole_sheets=whole_sheets)
            pictures = Path(folder) / "pictures"
            pictures.mkdir()
            command = [pdftoppm, "-png", "-r", str(dpi), str(pdf), str(pictures / workbook.stem)]
            _run_within(command, self.time_limit)
            # pdftoppm pads the numbers to one width, so that the order of names is the order of pages.
            return [_deliver(picture, out_dir / picture.name) for picture in sorted(pictures.iterdir())]

    def _convert(self, workbooks: Sequence[Path], out_dir: Path, to: str) -> list[Path]:
        """Convert copies of the workbooks in a workspace and deliver what came out."""
        names = _distinct_names(workbooks)
        results = [Path(name).stem + "." + to.partition(":")[0] for name in names]
        out_dir.mkdir(parents=True, exist_ok=True)
        sources = {path.resolve() for path in workbooks}
        for result in results:
            if (out_dir / result).resolve() in sources:
                raise WrongUsage(f"{out_dir / result} would be overwritten by its own conversion.")
        with self._workspace() as work:
            self._install_addin(work)
            copies = [work / "in" / name for name in names]
            for path, copy in zip(workbooks, copies, strict=True):
                shutil.copyfile(path, copy)
                copy.chmod(0o644)
            printed = self._run(work, "--convert-to", to, "--outdir", str(work / "out"), *map(str, copies))
            made = [work / "out" / result for result in results]
            # soffice ends with success even when a file could not be loaded or saved.
            lost = [str(path) for path, result in zip(workbooks, made, strict=True) if not result.is_file()]
            if lost:
                raise EngineFailed(f"LibreOffice did not convert {', '.join(lost)}.", printed)
            return [_deliver(result, out_dir / result.name) for result in made]

    @contextmanager
    def _workspace(self) -> Iterator[Path]:
        """A folder with `in`, `out` and a fresh profile, owned by whoever runs LibreOffice, and gone afterwards."""
        with tempfile.TemporaryDirectory(prefix="bsc-xl-", ignore_cleanup_errors=True) as name:
            work = Path(name).resolve()
            folders = [work, work / "in", work / "out", work / "profile", work / "profile" / "user"]
            for folder in folders[1:]:
                folder.mkdir()
            settings = folders[-1] / "registrymodifications.xcu"
            settings.write_text(_profile(self.recalculates, self.locale), encoding="utf-8")
            if _is_root():
                for path in [*folders, settings]:
                    shutil.chown(path, self.user)
            yield work

    def _install_addin(self, work: Path) -> None:
        """Install the add-in, if there is one, in a workspace's profile."""
        if self.addin is None:
            return
        # In a profile of another build, or of none, LibreOffice without a window forgets extensions when it starts.
        build = work / "profile" / "user" / "extensions" / "buildid"
        build.parent.mkdir()
        build.write_text(" ".join(self._run(work, "--version").splitlines()[0].split()[2:]), encoding="utf-8")
        copy = work / "in" / "addin.oxt"
        shutil.copyfile(self.addin, copy)
        copy.chmod(0o644)
        if _is_root():
            for path in (build.parent, build):
                shutil.chown(path, self.user)
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        command = [str(find_unopkg(self.soffice)), "add", "--suppress-license", profile, str(copy)]
        _run_within(command, self.time_limit, work, self.user if _is_root() else None)

    def _run(self, work: Path, *arguments: str) -> str:
        """Run soffice in a workspace; returns all it printed."""
        profile = (work / "profile").as_uri()
        command = [str(self.soffice), f"-env:UserInstallation={profile}", "--headless", "--norestore", *arguments]
        return _run_within(command, self.time_limit, work, self.user if _is_root() else None)


def _profile(recalculates: bool, locale: str) -> str:
    """The settings file of a profile: whether to recalculate, and that nothing in a workbook may reach outside."""
    mode = "0" if recalculates else "1"  # 0 always, 1 never
    settings = [
        ("Office.Calc/Formula/Load", "OOXMLRecalcMode", mode),
        ("Office.Calc/Formula/Load", "ODFRecalcMode", mode),
        ("Office.Calc/Content/Update", "Link", "2"),  # never follow links to other files
        ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
        ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
        ("Setup/L10N", "ooSetupSystemLocale", locale),
        ("Office.Linguistic/General", "UILocale", "en-US"),
    ]
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for path, name, value in settings
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n' + items + "\n</oor:items>\n"
    )


def _distinct_names(paths: Sequence[Path]) -> list[str]:
    """A file name for each path; those whose stems are alike get a number in front, since results share a folder."""
    names: list[str] = []
    taken: set[str] = set()
    for path in paths:
        name, number = path.name, 1
        while Path(name).stem.casefold() in taken:
            number += 1
            name = f"{number}-{path.name}"
        taken.add(Path(name).stem.casefold())
        names.append(name)
    return names


def _deliver(made: Path, target: Path) -> Path:
    """Copy the contents only, so that the file belongs to the caller and not to the user who ran LibreOffice."""
    shutil.copyfile(made, target)
    return target


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _environment(home: Path) -> dict[str, str]:
    """The caller's environment without what leads LibreOffice, or the Python inside it, back to the caller."""
    dropped = ("PYTHON", "XDG_", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    if sys.platform == "win32":
        return kept
    return {**kept, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"}


def _run_within(command: Sequence[str], limit: float, work: Path | None = None, user: str | None = None) -> str:
    """Run a program to its end, or stop it and its children after `limit` seconds; returns all it printed."""
    options: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    if work is not None:
        options |= {"cwd": work, "env": _environment(work)}
    if sys.platform != "win32":
        options["start_new_session"] = True
        if user is not None:
            import pwd

            options |= {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    program = Path(command[0]).name
    try:
        running = subprocess.Popen(command, text=True, encoding="utf-8", errors="replace", **options)
    except OSError as error:
        raise EngineFailed(f"{program} could not be started: {error}") from error
    with running:
        try:
            printed, _ = running.communicate(timeout=limit)
        except subprocess.TimeoutExpired as error:
            _stop(running)
            printed, _ = running.communicate()
            raise EngineFailed(f"{program} was stopped after {limit:g} seconds.", printed) from error
        except BaseException:
            _stop(running)
            raise
    if running.returncode != 0:
        raise EngineFailed(f"{program} ended with code {running.returncode}.", printed)
    return str(printed)


def _stop(running: subprocess.Popen[str]) -> None:
    """End a program with all it started: soffice is a launcher, and ending it alone leaves the real one behind."""
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(running.pid)]
        subprocess.run(tree, capture_output=True, check=False)
    else:
        os.killpg(running.pid, signal.SIGKILL)
