"""What the add-in gives to LibreOffice: answers in rows, blanks as #N/A, and texts for its wizard in two languages.

LibreOffice hands over ranges as tuples of rows, blanks as empty texts, dates as serial numbers, and None for what is
left out.
"""

from __future__ import annotations

import inspect
import math
import struct
from typing import Any

import pytest

from scripts import make_addin_types
from udfs import functions
from udfs.catalogue import LANGUAGES, LONGEST, Texts
from udfs.libreoffice.cells import NOT_AVAILABLE, answers
from udfs.libreoffice.wizard import Wizard

ANSWERS = answers(functions.FUNCTIONS)
TEXTS = Texts.load()
NA = "#N/A"
ERROR = None  # as LibreOffice hands over an error inside an array
LONGEST_WORDS = 120


def answered(name: str, *arguments: object) -> Any:
    """What a function answers, with #N/A in words."""
    found = ANSWERS[name](*arguments)
    if isinstance(found, str):
        return found
    assert all(isinstance(row, tuple) for row in found)
    return [[NA if isinstance(cell, float) and math.isnan(cell) else cell for cell in row] for row in found]


def column(*cells: object) -> tuple[tuple[object, ...], ...]:
    return tuple((cell,) for cell in cells)


def test_not_available_has_the_code_of_the_error() -> None:
    assert struct.pack(">d", NOT_AVAILABLE).hex() == "7ff8000000007fff"


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (column(0.5, "", ERROR, "0.5", 0.9), [[50.0], [NA], [NA], [NA], [90.0]]),
        (column(0.5), [[50.0]]),
        (((0.5, 0.25),), [[50.0], [25.0]]),  # a row is a column
        (column(""), [[NA]]),
    ],
)
def test_numbers_blanks_errors_and_texts(cells: object, wanted: object) -> None:
    assert answered("BSC_SCORE", cells) == wanted


def test_what_is_left_out_has_its_usual_value() -> None:
    values = column(1.5)
    assert answered("BSC_SCORE", values) == answered("BSC_SCORE", values, None) == [[100.0]]
    assert answered("BSC_SCORE", values, 150.0) == [[150.0]]


def test_unequal_lengths_are_said_in_words() -> None:
    found = answered("BSC_ATTAINMENT", column(1.0, 2.0, 3.0), column(1.0, 2.0), column("ratio"), column("x"))
    assert found == [["ranges differ in length: 2 and 3 rows"]]


def test_one_cell_counts_for_all_rows() -> None:
    found = answered("BSC_ATTAINMENT", column(1.0, 2.0), column(2.0), column("ratio"), column("HIGHER_IS_BETTER"))
    assert found == [[0.5], [1.0]]


def test_dates_come_as_serial_numbers() -> None:
    # 45688 is 2025-01-31; the figure of January describes January, seen on 10 February.
    common = (column("ratio"), column("number"), column(0.0), column(5.0), column(1.0), column(1.0), column(12.0))
    found = [
        answered(
            "BSC_FRESHNESS", ((7.0,),), column(as_of), *common, column(45658.0), column(45688.0), column(45698.0), None
        )
        for as_of in (45688.0, 45640.0, 45700.0, "")
    ]
    assert found == [[["fresh"]], [["stale"]], [["future"]], [["fresh"]]]


def test_nonsense_never_raises() -> None:
    for name, said in TEXTS.functions.items():
        if said.arguments:
            found = answered(name, *(column("nonsense") for _ in said.arguments))
            assert found
            assert "Error" not in str(found), name


def test_every_function_is_there_with_its_arguments() -> None:
    assert list(ANSWERS) == [function.__name__ for function in functions.FUNCTIONS]
    assert set(ANSWERS) == set(TEXTS.functions)
    for function in functions.FUNCTIONS:
        said = TEXTS.functions[function.__name__]
        parameters = inspect.signature(function).parameters.values()
        assert tuple(p.name for p in parameters) == said.arguments
        assert sum(p.default is inspect.Parameter.empty for p in parameters) == said.optional


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_complete_and_short_enough(language: str) -> None:
    wizard = Wizard(TEXTS)
    wizard.speak(language)
    said = [wizard.function(name) for name in wizard.names]
    for name in wizard.names:
        for place in range(len(TEXTS.functions[name].arguments)):
            assert 0 < len(wizard.argument_name(name, place)) <= LONGEST_WORDS
            said.append(wizard.argument(name, place))
    assert [text for text in said if not 0 < len(text) <= LONGEST] == []
    assert len(wizard.names) == 15
    assert wizard.category == "bsc-xl"


def test_the_wizard_speaks_english_unless_it_can_do_better() -> None:
    wizard = Wizard(TEXTS)
    english = wizard.function("BSC_SCORE")
    wizard.speak("de")
    assert wizard.function("BSC_SCORE") != english
    assert wizard.argument("BSC_SCORE", 0) == TEXTS.argument("attainment", "de")
    wizard.speak("fr")
    assert wizard.function("BSC_SCORE") == english


def test_the_wizard_knows_nothing_of_others() -> None:
    wizard = Wizard(TEXTS)
    assert wizard.function("SUM") == wizard.argument("SUM", 0) == wizard.argument_name("BSC_SCORE", 9) == ""


def test_no_german_text_is_the_english_one() -> None:
    same = [name for name, said in TEXTS.functions.items() if said.does["en"] == said.does["de"]]
    assert same + [key for key, said in TEXTS.arguments.items() if said["en"] == said["de"]] == []


def test_the_interface_is_up_to_date() -> None:
    path = make_addin_types.FOLDER / "XBscFunctions.idl"
    assert path.read_text(encoding="utf-8") == make_addin_types.interface_text(), "python scripts/make_addin_types.py"


def test_the_compiled_interface_is_up_to_date() -> None:
    made = make_addin_types.compiled()
    if made is None:
        pytest.skip("compiled interface: no unoidl-write (Debian: libreoffice-dev)")
    assert (make_addin_types.FOLDER / "XBscFunctions.rdb").read_bytes() == made, "python scripts/make_addin_types.py"


def test_the_compiled_interface_names_every_function() -> None:
    data = (make_addin_types.FOLDER / "XBscFunctions.rdb").read_bytes()
    assert [name for name in TEXTS.functions if name.encode() not in data] == []


def test_what_may_be_left_out_is_anything_in_the_interface() -> None:
    text = make_addin_types.interface_text()
    part = text.partition("BSC_SCORE(")[2].partition(")")[0]
    assert " ".join(part.split()) == "[in] sequence< sequence< any > > attainment, [in] any cap"
