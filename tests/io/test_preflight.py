"""Files that are no workbooks, or dangerous ones, are refused before a library opens them."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import pytest

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.preflight import check_workbook_file
from bsc_xl.io.xlsx_read import Limits, container_trouble

TYPES = ("[Content_Types].xml", b"<Types/>")


def archive(path: Path, *parts: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableInput) as caught:
        check_workbook_file(path)
    return str(caught.value)


def test_an_honest_file(tmp_path: Path) -> None:
    check_workbook_file(archive(tmp_path / "a.xlsx", TYPES, ("xl/media/image1.png", b"\x89PNG <!DOCTYPE")))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is a document of an old Office program, or encrypted"),
        (b"id,name\n1,a\n", "a.xlsx is a text file with separated values (CSV), not a workbook"),
        (b"PK\x03\x04 and then nothing", "is damaged"),
    ],
)
def test_files_of_another_kind(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert words in refusal(path)


def test_missing_and_folder(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "none.xlsx")
    refusal(tmp_path)


def test_truncated(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", TYPES, ("xl/workbook.xml", b"<workbook/>" * 500))
    whole = path.read_bytes()
    for length in range(8, len(whole) - 1, 7):
        path.write_bytes(whole[:length])
        refusal(path)


def test_every_flipped_byte_is_read_or_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", TYPES, ("xl/workbook.xml", b"<workbook/>" * 5))
    whole = path.read_bytes()
    for place in range(4, len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            check_workbook_file(path)
        except UnreadableInput:
            continue


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "declares a document type"),
        ("<!doctype a><a/>", "is no valid XML"),
        ('<a/><!ENTITY b "c">', "is no valid XML"),
    ],
)
def test_document_types(tmp_path: Path, encoding: str, text: str, words: str) -> None:
    path = archive(tmp_path / "a.xlsx", TYPES, ("xl/sharedStrings.xml", text.encode(encoding)))
    assert f"a.xlsx: The part xl/sharedStrings.xml {words}" in refusal(path)


def test_a_document_type_in_a_part_that_does_not_say_it_is_xml(tmp_path: Path) -> None:
    for offset in range(12):
        path = archive(tmp_path / "a.xlsx", TYPES, ("xl/a.bin", b" " * offset + b"<!DOCTYPE a><a/>"))
        assert "declares a document type" in refusal(path)


def test_bombs(tmp_path: Path) -> None:
    path = archive(tmp_path / "ratio.xlsx", TYPES, ("xl/worksheets/sheet1.xml", b" " * 12_000_000))
    assert "ratio.xlsx would unpack to 12 MB" in refusal(path)
    assert path.stat().st_size < 20_000
    trouble = container_trouble(path, Limits(inflated_bytes=1_000_000, ratio_from_bytes=10**9))
    assert trouble is not None
    assert "would unpack to 12 MB" in trouble.found


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", TYPES, ("xl/a.xml", b" " * 12_000_000))
    size = (12_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))
    assert "unpacks to more than it says" in refusal(path)


@pytest.mark.parametrize("name", ["/etc/passwd", "../a.xml", "xl/../../a.xml", "..\\a.xml", "C:/a.xml"])
def test_names_that_point_outside(tmp_path: Path, name: str) -> None:
    assert "points outside the file" in refusal(archive(tmp_path / "a.xlsx", TYPES, (name, b"")))


def test_double_names_and_too_many(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = archive(tmp_path / "a.xlsx", TYPES, ("xl/a.xml", b""), ("XL/A.xml", b""))
    assert "two parts of it have one name" in refusal(path)
    trouble = container_trouble(path, Limits(parts=2))
    assert trouble is not None
    assert "more than 2 parts" in trouble.found


def test_other_archives(tmp_path: Path) -> None:
    assert "a.xlsx is a zip archive, but no workbook" in refusal(archive(tmp_path / "a.xlsx", ("a.txt", b"")))
    assert "an OpenDocument file" in refusal(archive(tmp_path / "b.xlsx", ("mimetype", b"")))
    assert "binary workbook" in refusal(archive(tmp_path / "c.xlsx", TYPES, ("xl/workbook.bin", b"")))


def test_encrypted_and_oddly_packed(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", TYPES)
    content = bytearray(path.read_bytes())
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    path.write_bytes(content)
    assert "encrypted with a password" in refusal(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as made:
        made.writestr(*TYPES)
    assert "packed in a way" in refusal(path)
