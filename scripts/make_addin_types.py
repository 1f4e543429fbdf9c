"""Write the interface of the LibreOffice add-in, from what the functions' texts say of their arguments.

    python scripts/make_addin_types.py [--check]

`XBscFunctions.idl` is for people, `XBscFunctions.rdb` is the same compiled, which LibreOffice reads. Compiling needs
`unoidl-write` of LibreOffice's development kit (Debian: libreoffice-dev); who installs the add-in needs nothing. With
`--check` nothing is written; the exit code is 1 when a file is out of date.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from udfs.catalogue import FunctionText, Texts

FOLDER = Path(__file__).resolve().parents[1] / "udfs" / "libreoffice"
NAME = "XBscFunctions"
MODULE = "bscxl"
TABLE, ANYTHING, TEXT = "sequence< sequence< any > >", "any", "string"
_KIT = "/usr/lib/libreoffice/sdk/bin/unoidl-write"
"""Where Debian puts it, which is not on the path."""


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or check them; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when a file is out of date")
    check = parser.parse_args(arguments).check
    stale = []
    for ending, made in (("idl", interface_text().encode()), ("rdb", compiled())):
        path = FOLDER / f"{NAME}.{ending}"
        if made is None:
            print(f"{path.name}: not made, there is no unoidl-write here", file=sys.stderr)
        elif not path.exists() or path.read_bytes() != made:
            stale.append(path)
            if not check:
                path.write_bytes(made)
            print(f"{path.name} {'is out of date' if check else 'written'}")
    return 1 if check and stale else 0


def interface_text() -> str:
    """The interface as text."""
    methods = "\n".join(_method(one) for one in Texts.load().functions.values())
    return (
        "// Made by scripts/make_addin_types.py. A range comes as rows of cells; what may be left out comes as\n"
        "// anything, since LibreOffice lets nothing else be left out.\n\n"
        f"module {MODULE} {{\n\ninterface {NAME} {{\n{methods}\n}};\n\n}};\n"
    )


def _method(said: FunctionText) -> str:
    types = [TABLE if number < said.optional else ANYTHING for number in range(len(said.arguments))]
    given = ",\n".join(f"    [in] {kind} {_identifier(name)}" for kind, name in zip(types, said.arguments, strict=True))
    return f"  {TABLE if types else TEXT} {said.name}(" + (f"\n{given}" if given else "") + ");"


def _identifier(name: str) -> str:
    """The name without the underscores that the language does not allow; no reader ever sees it."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def compiled() -> bytes | None:
    """The interface as LibreOffice reads it; None where nothing can compile it."""
    program = shutil.which("unoidl-write") or shutil.which(_KIT)
    if program is None:
        return None
    base = Path(program).resolve().parents[2] / "program" / "types.rdb"  # says what every interface has
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / f"{NAME}.idl", Path(folder) / f"{NAME}.rdb"
        source.write_text(interface_text(), encoding="utf-8")
        subprocess.run([program, str(base), str(source), str(made)], check=True)
        return made.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
