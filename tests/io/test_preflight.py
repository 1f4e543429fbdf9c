"""Files that are no workbooks, or dangerous ones, are refused before a library opens them."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import pytest

from bsc_xl.errors import UnreadableInput
from bsc_xl.io import preflight
from bsc_xl.io.preflight import check_workbook_file

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
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password protected or an old .xls"),
        (b"id,name\n1,a\n", "no Excel workbook"),
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
@pytest.mark.parametrize("text", ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', "<!doctype a><a/>", '<a/><!ENTITY b "c">'])
def test_document_types(tmp_path: Path, encoding: str, text: str) -> None:
    path = archive(tmp_path / "a.xlsx", TYPES, ("xl/sharedStrings.xml", text.encode(encoding)))
    assert "'xl/sharedStrings.xml' declares a document type" in refusal(path)


def test_a_document_type_across_two_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for offset in range(12):
        path = archive(tmp_path / "a.xlsx", TYPES, ("xl/a.bin", b" " * offset + b"<!DOCTYPE a><a/>"))
        monkeypatch.setattr(preflight, "_CHUNK", 8)
        assert "declares a document type" in refusal(path)


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path / "ratio.xlsx", TYPES, ("xl/worksheets/sheet1.xml", b" " * 12_000_000))
    assert "would unpack to 12 MB" in refusal(path)
    assert path.stat().st_size < 20_000
    monkeypatch.setattr(preflight, "MAX_INFLATED", 1_000_000)
    monkeypatch.setattr(preflight, "MIN_FOR_RATIO", 10**9)
    assert "would unpack to 12 MB" in refusal(path)


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", TYPES, ("xl/a.xml", b" " * 12_000_000))
    size = (12_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))
    assert "is damaged" in refusal(path)


@pytest.mark.parametrize("name", ["/etc/passwd", "../a.xml", "xl/../../a.xml", "..\\a.xml", "C:/a.xml"])
def test_names_that_point_outside(tmp_path: Path, name: str) -> None:
    assert "points outside the file" in refusal(archive(tmp_path / "a.xlsx", TYPES, (name, b"")))


def test_double_names_and_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = archive(tmp_path / "a.xlsx", TYPES, ("xl/a.xml", b""), ("XL/A.xml", b""))
    assert "two parts of it have one name" in refusal(path)
    monkeypatch.setattr(preflight, "MAX_PARTS", 2)
    assert "has 3 parts" in refusal(path)


def test_other_archives(tmp_path: Path) -> None:
    assert "a zip file, but no workbook" in refusal(archive(tmp_path / "a.xlsx", ("a.txt", b"")))
    assert "an OpenDocument file" in refusal(archive(tmp_path / "b.xlsx", ("mimetype", b"")))
    assert "binary workbook" in refusal(archive(tmp_path / "c.xlsx", TYPES, ("xl/workbook.bin", b"")))


def test_encrypted_and_oddly_packed(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", TYPES)
    content = bytearray(path.read_bytes())
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    path.write_bytes(content)
    assert "password protected" in refusal(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as made:
        made.writestr(*TYPES)
    assert "packed in a way" in refusal(path)
