"""Collects what is wrong with a file while it is read; the first thing that makes reading unsafe ends it."""

from __future__ import annotations

from bsc_xl.received import Trouble

SAVE_AGAIN = "Open it in Excel, let it repair the file if it asks, and save it again as .xlsx."

Mark = tuple[dict[Trouble, None], int]


class Blocked(Exception):
    """Reading cannot go on safely; `trouble` says why. Never leaves this package."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.found)


def blocked(code: str, found: str, remedy: str = "", *, part: str = "", expected: str = "") -> Blocked:
    """What to raise where reading ends."""
    return Blocked(Trouble(code, found, expected, remedy, part))


class Troubles:
    """The troubles of one file in the order of discovery, at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._left_out = 0
        self._found: dict[Trouble, None] = {}

    def add(
        self,
        code: str,
        found: str,
        *,
        part: str = "",
        sheet: str = "",
        ref: str = "",
        expected: str = "",
        remedy: str = "",
    ) -> None:
        """Note one; the same twice counts once."""
        if len(self._found) >= self._most:
            self._left_out += 1
        else:
            self._found.setdefault(Trouble(code, found, expected, remedy, part, sheet, ref))

    def mark(self) -> Mark:
        """What was found so far, for `back_to`."""
        return dict(self._found), self._left_out

    def back_to(self, mark: Mark) -> None:
        """Forget what was found since a mark."""
        self._found, self._left_out = dict(mark[0]), mark[1]

    def all(self) -> tuple[Trouble, ...]:
        """All of them; a last one counts those that are too many to name."""
        found = tuple(self._found)
        if self._left_out:
            more = f"The file has {self._left_out:,} more oddities of this kind; they are not listed."
            found += (Trouble(found[-1].code, more),)
        return found


def shown(text: str, length: int = 60) -> str:
    """A text out of the file as it may stand in a message: short, and without characters that nobody sees."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: length + 1])
    return plain[:length] + "…" if len(plain) > length else plain
