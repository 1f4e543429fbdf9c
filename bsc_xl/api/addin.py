"""The LibreOffice add-in with the functions of bsc-xl: written, installed, taken out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bsc_xl.api.reading import Source, refuse_existing
from bsc_xl.errors import WrongUsage
from bsc_xl.files import replace_file
from bsc_xl.io.oxt import FILE_NAME, IDENTIFIER, write_addin


def libreoffice_addin(output: Source = FILE_NAME, *, force: bool = False) -> Path:
    """Write the add-in, to be opened with LibreOffice 24.8 or later.

    Raises:
        WrongUsage: the name does not end in .oxt, or the file exists and ``force`` is not set.
    """
    target = Path(output)
    if target.suffix.lower() != ".oxt":
        raise WrongUsage(f"{target.name}: an add-in for LibreOffice ends in .oxt; write for example -o {FILE_NAME}.")
    refuse_existing(target, force=force)
    with replace_file(target) as beside:
        write_addin(beside)
    return target


def install_libreoffice_addin() -> str:
    """Install the add-in for the person who asks; returns the version of LibreOffice.

    Raises:
        EngineMissing, EngineFailed: there is no LibreOffice, it is too old, or it refused.
        WrongUsage: asked for by root, for whom LibreOffice installs nothing.
    """
    from bsc_xl.engines.libreoffice_addin import install

    with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
        package = Path(folder) / FILE_NAME
        write_addin(package)
        return install(package)


def uninstall_libreoffice_addin() -> bool:
    """Take the add-in out; False where it was not installed. Raises as `install_libreoffice_addin`."""
    from bsc_xl.engines.libreoffice_addin import uninstall

    return uninstall(IDENTIFIER)
