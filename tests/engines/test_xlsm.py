"""The .xlsm as others see it: pyOpenVBA's check, olevba, LibreOffice; and its parts as they must be."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path

import pytest

from bsc_xl import api
from bsc_xl.engines.libreoffice import LibreOffice
from bsc_xl.io.vba.modules import LONGEST, modules, wrappers
from bsc_xl.io.xlsx_write import write_workbook
from bsc_xl.layout.sheets import start_buttons, xlwings_conf
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.shipped import load_udfs
from bsc_xl.xlwings_code import xlwings_version

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "xlwings_udfs.bas"
STANDARD = {"xlwings", "xlwings_udfs", "bsc_xl_start"}
# The reserved identifiers of VBA's grammar (MS-VBAL 3.3.5.2), and words that its statements take away in practice.
_WORDS = """
    abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec cint
    circle clng clnglng clngptr close const csng cstr currency cvar cverr date debug decimal declare defbool defbyte
    defcur defdate defdbl defdec defint deflng deflnglng deflngptr defobj defsng defstr defvar dim do doevents double
    each else elseif empty end endif enum eqv erase event exit false fix for friend function get global gosub goto if
    imp implements in input inputb int integer is lbound len lenb let lib like linput lock long longlong longptr loop
    lset me mod new next not nothing null object on open option optional or paramarray preserve print private pset
    public put raiseevent redim rem resume return rset scale seek select set sgn shared single spc static stop string
    sub tab then
    to true type typeof ubound unlock until variant wend while with withevents write xor
"""
RESERVED = frozenset(_WORDS.split())


@pytest.fixture(scope="module")
def layout() -> Workbook:
    card = api.template("company")
    return workbook_layout(api.evaluate(card), flavour=Flavour.UDF, definition="name = 'x'")


@pytest.fixture(scope="module")
def book(layout: Workbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlsm") / "scorecard.xlsm"
    write_workbook(layout, path)
    return path


def modules_by_olevba(path: Path) -> dict[str, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(path))
    try:
        return {name: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def code_names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        count = sum(name.startswith("xl/worksheets/sheet") for name in package.namelist())
    texts = (part(path, f"xl/worksheets/sheet{number}.xml")[:3000] for number in range(1, count + 1))
    return [found[1] if (found := re.search(r'<sheetPr[^>]* ?codeName="([^"]+)"', text)) else "" for text in texts]


def expected_modules(sheets: int) -> set[str]:
    documents = {"ThisWorkbook", *(f"Sheet{number}" for number in range(1, sheets + 1))}
    return {f"{name}.bas" for name in STANDARD} | {f"{name}.cls" for name in (*documents, "Dictionary")}


def test_the_file_is_sound_and_has_exactly_these_modules(book: Path, layout: Workbook) -> None:
    from pyopenvba import check_file

    report = check_file(book)
    assert report.ok
    assert report.issues == ()
    found = modules_by_olevba(book)
    assert set(found) == expected_modules(len(layout.sheets))
    assert "Workbook_Open" in found["ThisWorkbook.cls"]
    assert all("Sub " not in code for name, code in found.items() if name.startswith("Sheet"))


def test_every_sheet_has_the_code_name_of_its_module(book: Path, layout: Workbook) -> None:
    names = code_names(book)
    assert names == [f"Sheet{number}" for number in range(1, len(layout.sheets) + 1)]
    assert 'codeName="ThisWorkbook"' in part(book, "xl/workbook.xml")
    assert "application/vnd.ms-excel.sheet.macroEnabled.main+xml" in part(book, "[Content_Types].xml")


def test_nothing_is_calculated_because_the_file_is_opened(book: Path, layout: Workbook, tmp_path: Path) -> None:
    calculation = re.search(r"<calcPr[^>]*>", part(book, "xl/workbook.xml"))
    assert calculation
    assert calculation[0] == '<calcPr calcId="191029"/>'
    with zipfile.ZipFile(book) as package:
        texts = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(re.search(rb"\b(NOW|TODAY|RAND|OFFSET|INDIRECT)\(", text) for text in texts)


def test_the_same_layout_gives_the_same_bytes(book: Path, layout: Workbook, tmp_path: Path) -> None:
    write_workbook(layout, tmp_path / "again.xlsm")
    assert (tmp_path / "again.xlsm").read_bytes() == book.read_bytes()


def test_two_hundred_sheets(tmp_path: Path) -> None:
    from pyopenvba import check_file

    from bsc_xl.io.vba import vba_project
    from bsc_xl.layout.types import Sheet

    sheets = tuple(Sheet(f"Tab {number}", "unit") for number in range(1, 201))
    layout = Workbook("t", "o", sheets, {}, ("a", "b"), ("FF0000", "00FF00"), Flavour.UDF)
    path = tmp_path / "many.xlsm"
    write_workbook(layout, path)
    assert check_file(path).issues == ()
    assert set(modules_by_olevba(path)) == expected_modules(200)
    assert code_names(path) == [f"Sheet{number}" for number in range(1, 201)]
    assert part_bytes(path) == vba_project(200)


def part_bytes(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("xl/vbaProject.bin")


def test_wrappers_are_the_golden_ones_byte_for_byte(book: Path) -> None:
    """python scripts/golden_vba.py renews them."""
    assert wrappers().encode() == GOLDEN.read_bytes()
    inside = modules_by_olevba(book)["xlwings_udfs.bas"]
    assert inside.splitlines()[1:] == GOLDEN.read_text(encoding="utf-8").splitlines()[1:]


def test_every_function_is_wrapped_once() -> None:
    names = re.findall(r"^Function (\w+)\(", wrappers(), re.MULTILINE)
    assert sorted(names) == sorted(load_udfs().TEXTS.functions)
    assert set(re.findall(r'CallUDF\("([^"]+)"', wrappers())) == {"bsc_xl.udf"}


def macro_bodies() -> dict[str, list[str]]:
    found = re.findall(r"^Sub (\w+)\(\)\r\n(.*?)^End Sub", wrappers(), re.MULTILINE | re.DOTALL)
    return {name: [line.strip() for line in body.splitlines()] for name, body in found}


def test_every_button_has_its_macro(layout: Workbook) -> None:
    macros = {macro for macro, _, _ in start_buttons.BUTTONS}
    assert set(macro_bodies()) == macros
    assert {button.macro for sheet in layout.sheets for button in sheet.buttons} == macros


@pytest.mark.parametrize("macro", [macro for macro, _, _ in start_buttons.BUTTONS])
def test_every_button_looks_for_python_before_it_calls_it(macro: str) -> None:
    lines = macro_bodies()[macro]
    assert lines[:2] == ["If Not bsc_xl_start.PythonForButtons() Then Exit Sub", "On Error GoTo failed"]
    assert lines[-3:] == ["Exit Sub", "failed:", "bsc_xl_start.TellFailure Err.Description"]
    assert sum("XLPy" in line for line in lines[2:-3]) == 2, "in Excel, and elsewhere"


def test_no_function_waits_for_a_message() -> None:
    functions = re.findall(r"^Function \w+\(.*?^End Function", wrappers(), re.MULTILINE | re.DOTALL)
    assert len(functions) == len(load_udfs().TEXTS.functions)
    assert not any("bsc_xl_start" in text for text in functions)


def test_a_button_without_python_says_what_is_missing_and_what_to_do() -> None:
    text = modules()["bsc_xl_start"]
    asked = text.partition("PythonForButtons() As Boolean")[2].partition("End Function")[0]
    assert "PythonForButtons = PythonIsThere()" in asked
    for words in (f"xlwings {xlwings_version()}", "bsc-xl", xlwings_conf.GET_PYTHON, xlwings_conf.ASK_THE_DOCTOR):
        assert words in asked
    assert xlwings_conf.ASK_THE_DOCTOR[1:] in text.partition("Sub TellFailure(")[2].partition("End Sub")[0]


def test_the_module_that_the_wrappers_name_has_every_function_and_macro() -> None:
    import bsc_xl.udf

    macros = [macro for macro, _, _ in start_buttons.BUTTONS]
    assert sorted(bsc_xl.udf.__all__) == sorted([*load_udfs().TEXTS.functions, *macros])
    assert all(callable(getattr(bsc_xl.udf, name)) for name in bsc_xl.udf.__all__)


def test_no_parameter_is_a_word_of_vba() -> None:
    texts = load_udfs().TEXTS
    used = {name.lower() for function in texts.functions.values() for name in function.arguments}
    assert used & RESERVED == set()
    assert {"step", "next", "end"} & RESERVED, "the list knows such words"
    for function in texts.functions.values():
        folded = [name.lower() for name in function.arguments]
        assert len(set(folded)) == len(folded), "VBA does not tell capitals apart"
        assert function.name.lower() not in folded


@pytest.mark.parametrize("name", sorted(STANDARD))
def test_vba_text_is_fit_for_vba(name: str) -> None:
    text = modules()[name]
    assert text.count("\n") == text.count("\r\n")
    assert text.startswith(f'Attribute VB_Name = "{name}"\r\n')
    text.encode("cp1252")
    assert max(map(len, text.splitlines())) < 1023


def test_the_module_xlwings_asks_for_this_very_version() -> None:
    assert f"xlwings64-{xlwings_version()}.dll" in modules()["xlwings"]


def test_help_for_the_wizard_is_whole() -> None:
    text = modules()["bsc_xl_start"]
    catalogue = load_udfs().TEXTS
    for function in catalogue.functions.values():
        assert text.count(f"Private Sub Describe_{function.name}()") == 1
        assert text.count(f"    Describe_{function.name}\r\n") == 1
        body = text.partition(f"Private Sub Describe_{function.name}()")[2].partition("End Sub")[0]
        assert body.startswith("\r\n    On Error Resume Next\r\n")
        assert body.count("    arguments(") == len(function.arguments)
        assert len(function.does["en"]) <= LONGEST
    assert max(len(said) for words in catalogue.arguments.values() for said in words.values()) <= LONGEST


def test_opening_stops_at_nothing() -> None:
    text = modules()["bsc_xl_start"]
    procedures = re.findall(r"(?:Sub|Function) (\w+)\([^\n]*\n(.*?)End (?:Sub|Function)", text, re.DOTALL)
    assert len(procedures) > 15
    assert [name for name, body in procedures if "On Error Resume Next" not in body] == []
    messages = {name for name, body in procedures if "MsgBox" in body or re.search(r"\bTell\w*\b", body)}
    assert messages == {"Tell", "TellFailure", "PythonForButtons"}, "only buttons show messages"
    callers = {name for name, body in procedures if any(re.search(rf"\b{one}\b", body) for one in messages)}
    assert callers <= messages
    assert "Calculate" in text.partition("ShowEngine()")[2].partition("End Sub")[0]


def test_start_says_which_xlwings_it_needs(tmp_path: Path) -> None:
    built = api.build(api.template("blank"), tmp_path / "x.xlsm", flavour="udf", interpreter=r"C:\Py thon\pythonw.exe")
    from bsc_xl.io.workbook_read import open_built

    with open_built(built.path) as book:
        start, settings = book.cells("Start"), book.cells("xlwings.conf")
    assert any(f"xlwings {xlwings_version()}, exactly" in str(value) for value in start.values())
    keys = [settings.get((row, 1)) for row in range(1, 7)]
    assert keys == ["INTERPRETER_WIN", "PYTHONPATH", "UDF MODULES", "SHOW CONSOLE", "ADD_WORKBOOK_TO_PYTHONPATH", None]
    assert settings[1, 2] == r"C:\Py thon\pythonw.exe"
    assert (2, 2) not in settings
    assert settings[3, 2] == "bsc_xl.udf"
    assert settings[4, 2] is False


@pytest.mark.engine
def test_libreoffice_opens_it_with_all_modules(
    book: Path, layout: Workbook, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    [made] = libreoffice._convert([book], tmp_path, "ods")
    with zipfile.ZipFile(made) as package:
        names = {Path(name).stem for name in package.namelist() if name.startswith("Basic/") and name.endswith(".xml")}
    wanted = {name.partition(".")[0] for name in expected_modules(len(layout.sheets))}
    assert wanted <= names
