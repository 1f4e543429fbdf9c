"""Feeds the guarded reader what a coverage-guided fuzzer makes up, for some time, and keeps what it fails on.

    python -m pip install atheris            # Linux and macOS
    nice python scripts/fuzz_reader.py 600   # seconds

Starts from small workbooks made here and, if the folder `shared` stands beside the checkout, from the parts of those in
its corpus. What fails is written to tests/io/xlsx_read/crashers/, where a test reads it from then on.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # optional, only for this script

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["bsc_xl.io.xlsx_read"]):
    from tests.io.xlsx_read.fuzz_target import PLACES, check
    from tests.io.xlsx_read.packages import packed, parts
    from tests.io.xlsx_read.test_two_ways import NOT_PLAIN, PLAIN, in_sheet

CRASHERS = ROOT / "tests" / "io" / "xlsx_read" / "crashers"
WORDS = (
    *(
        '<c r="A1"',
        "</c>",
        '<row r="1">',
        "</row>",
        "<v>",
        "</v>",
        "<f>",
        "</f>",
        "<is><t>",
        "</t></is>",
        ' t="shared"',
    ),
    *(' si="0"', ' ref="A1:B2"', ' t="array"', ' t="str"', ' t="s"', ' t="b"', ' t="d"', ' s="1"', ' t="inlineStr"'),
    *(
        "<sheetData>",
        "</sheetData>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?a ?>",
        "&amp;",
        "&#10;",
        "&#xFFFF;",
        "_x000D_",
    ),
    *(
        "<mc:AlternateContent>",
        "<extLst>",
        "<dataValidation ",
        "<cfRule ",
        "<si>",
        "</si>",
        "<r>",
        "XFD1048576",
        "<!DOCTYPE",
    ),
)
_QUOTED = str.maketrans({'"': '\\"', "\\": "\\\\"})
_LONGEST_SEED = 12_000  # bytes
_seen: set[str] = set()


def seeds() -> Iterator[bytes]:
    """Inputs to start from."""
    yield b"\0" + packed(parts())
    for cells in [*PLAIN, *NOT_PLAIN]:
        yield b"\1" + in_sheet(cells)
    for path in sorted((ROOT.parent / "shared" / "corpus").rglob("*.xls*")):
        if path.stat().st_size < _LONGEST_SEED:
            yield b"\0" + path.read_bytes()
        try:
            with zipfile.ZipFile(path) as package:
                listed = {info.filename: info.file_size for info in package.infolist()}
                for name, size in listed.items():
                    place = next((number for number, part in enumerate(PLACES) if part and _alike(part, name)), None)
                    if place is not None and size < _LONGEST_SEED:
                        yield bytes([place]) + package.read(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, KeyError, EOFError, OSError):
            continue


def _alike(part: str, name: str) -> bool:
    """Whether a part of a workbook stands where that one does."""
    return part == name or (part.endswith("1.xml") and name.startswith(part.removesuffix("1.xml")))


def one_input(data: bytes) -> None:
    """Try an input; keep it if it fails in a way that is new."""
    try:
        check(data)
    except Exception as error:  # noqa: BLE001  # this is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} {where.filename}:{where.lineno}"
        if kind not in _seen:
            _seen.add(kind)
            CRASHERS.mkdir(exist_ok=True)
            name = hashlib.sha256(data).hexdigest()[:12]
            (CRASHERS / f"{name}.bin").write_bytes(data)
            print(f"FAILED {name}: {kind}: {str(error)[:200]}", flush=True)


def main() -> None:
    """Fuzz for as many seconds as the command line says."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    folder = Path(os.environ.get("BSC_XL_FUZZ") or tempfile.mkdtemp(prefix="bsc-xl-fuzz-"))
    folder.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds()):
        (folder / f"seed{number:05}").write_bytes(seed)
    words = folder.with_suffix(".dict")
    words.write_text("".join(f'"{word.translate(_QUOTED)}"\n' for word in WORDS), encoding="ascii")
    options = [
        f"-dict={words}",
        f"-max_total_time={seconds}",
        "-max_len=16000",
        "-timeout=30",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
