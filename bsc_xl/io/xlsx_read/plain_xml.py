"""What the two fast readers share: whether bytes are in the plain form that they understand, and attributes in bulk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from xml.parsers import expat

from bsc_xl.io.xlsx_read.troubles import Blocked

_HEAD = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml\ version=["']1\.0["'](?:\ encoding=["'](?:utf|UTF)-8["'])?"""
    rb"""(?:\ standalone=["'](?:yes|no)["'])?\ ?\?>)?\s*<[A-Za-z]""",
    re.VERBOSE,
)
_FORBIDDEN = bytes(code for code in range(32) if code not in b"\t\n\r")
_PREFIX = re.compile(r"\s([^\s=:\"']+):")
_MOST_DISTINCT = 100_000
_LONGEST = 2_000


class NotPlain(Exception):
    """The bytes are not in the plain form; expat has to read them. Never leaves this package."""


@contextmanager
def standing_aside() -> Iterator[None]:
    """Within it, XML that is broken or has a document type raises NotPlain.

    A fast reader gives expat only what it did not read itself; whether the whole is broken only the whole can tell.
    """
    try:
        yield
    except Blocked as found:
        if found.trouble.code in ("PKG005", "PKG013"):
            raise NotPlain from None
        raise


def is_plain_head(content: bytes) -> bool:
    """Whether a part begins like one in UTF-8."""
    return _HEAD.match(content) is not None


def decoded(content: bytes) -> str:
    """Bytes as text, line ends as XML has them.

    Raises:
        NotPlain: it is no UTF-8, or has characters or marks that XML does not have in texts.
    """
    if len(content.translate(None, _FORBIDDEN)) != len(content) or (b"]" in content and b"]]>" in content):
        raise NotPlain
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise NotPlain from None
    if not text.isascii() and ("\ufffe" in text or "\uffff" in text):
        raise NotPlain
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def attributes_of(written: Iterable[str], prefixes: AbstractSet[str]) -> dict[str, Mapping[str, str]]:
    """The attributes that stand in some tags; those with a prefix under a name that no other has.

    Args:
        written: what stands in the tags after the element's name; nothing of it has any of "<>&/".
        prefixes: those that are declared where the tags stand.

    Raises:
        NotPlain: they are no attributes, or have a prefix that is not declared.
    """
    texts = list(dict.fromkeys(written))
    if not texts:
        return {}
    joined = "".join([f"<a{text}/>" for text in texts])
    used = set(_PREFIX.findall(joined)) - {"xml"}
    # Two prefixes may stand for one namespace, and then an attribute may stand there twice: left to expat.
    if (
        len(texts) > _MOST_DISTINCT
        or max(map(len, texts)) > _LONGEST
        or not used <= prefixes
        or len(used) > 1
        or "xmlns" in joined
    ):
        raise NotPlain
    found: list[Mapping[str, str]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: found.append(attributes) if name == "a" else None
    try:
        declared = "".join(f' xmlns:{prefix}="urn:{prefix}"' for prefix in used)
        parser.Parse(f"<all{declared}>{joined}</all>".encode(), True)
    except expat.ExpatError:
        raise NotPlain from None
    return dict(zip(texts, found, strict=True))
