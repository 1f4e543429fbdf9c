"""What can be seen of this computer without running anything: Python and its packages, Excel's settings, file marks."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

_PLAIN = ("python", "pythonw", "python3")
_OFFICE = r"Software\Microsoft\Office\16.0\Excel\Security"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


@dataclass(frozen=True)
class Python:
    """An installed Python, as its folder shows it: nothing of it is run, for a stranger's file may name it.

    Attributes:
        path: the program.
        packages: versions of its packages by name in small letters, with - for _.
        folders: where its packages are.
    """

    path: Path
    packages: dict[str, str]
    folders: tuple[Path, ...]

    @property
    def is_this_one(self) -> bool:
        """True for the Python that runs this."""
        here = Path(os.path.realpath(sys.executable)).parent
        return os.path.realpath(self.path.parent) in (str(here), str(Path(sys.executable).parent))

    def near(self, name: str) -> bool:
        """True where a file of this name stands beside the program or one folder up, where xlwings looks for it."""
        return any((folder / name).is_file() for folder in (self.path.parent, self.path.parent.parent))


class Machine:
    """This computer; tests put another one in its place."""

    windows = os.name == "nt"

    def python_at(self, interpreter: str) -> Python | None:
        """The Python that a workbook names, by its path or by its plain name; None where there is none."""
        found = shutil.which(interpreter) if interpreter.lower() in _PLAIN else interpreter
        if not found or not Path(found).is_file():
            return None
        path = Path(found)
        folders = tuple(_package_folders(path))
        packages: dict[str, str] = {}
        for one in distributions(path=[str(folder) for folder in folders]):
            name = one.metadata["Name"] if one.metadata else None
            if name:
                packages[name.lower().replace("_", "-")] = one.version
        return Python(path, packages, folders)

    def zone(self, path: Path) -> int | None:
        """The zone that Windows wrote to a file that came from elsewhere (3 is the internet); None without a mark."""
        try:
            text = Path(f"{path}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
        for line in text.splitlines():
            if line.startswith("ZoneId=") and line[7:].strip().isdigit():
                return int(line[7:])
        return None

    def macro_setting(self) -> int | None:
        """Excel's VBAWarnings: 1 all run, 2 asks, 3 only signed ones, 4 none; None where nothing is set."""
        for key in (_POLICY, _OFFICE):
            value = self._registry(key, "VBAWarnings")
            if isinstance(value, int):
                return value
        return None

    def _registry(self, key: str, name: str) -> object:
        if not self.windows:
            return None
        import winreg

        registry: Any = winreg
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, key) as opened:
                return registry.QueryValueEx(opened, name)[0]
        except OSError:
            return None

    def ansi(self, text: str) -> bool:
        """True where a text survives the old Windows character set, in which xlwings' library takes paths."""
        try:
            return (
                text.encode("mbcs" if self.windows else "cp1252").decode("mbcs" if self.windows else "cp1252") == text
            )
        except UnicodeError:
            return False


def _package_folders(python: Path) -> list[Path]:
    """Folders of packages by the usual shapes: Windows, a Windows environment, and others."""
    top = python.parent.parent if python.parent.name.lower() in ("scripts", "bin") else python.parent
    found = [top / "Lib" / "site-packages", *sorted((top / "lib").glob("python3.*/site-packages"))]
    return [folder for folder in dict.fromkeys(found) if folder.is_dir()]
