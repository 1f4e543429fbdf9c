"""The bar: only for people, only for long work, right about how far it is."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bsc_xl.report import progress
from bsc_xl.report.progress import LongWork


def terminal() -> Console:
    return Console(file=io.StringIO(), width=80, force_terminal=True, legacy_windows=False)


def seen(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS_BEFORE_A_BAR", 3600.0)
    console = terminal()
    with LongWork(console, quiet=False) as work:
        work("writing", 1, 2)
    assert seen(console) == ""


@pytest.mark.parametrize("quiet", [True, False])
def test_nobody_to_look(quiet: bool) -> None:
    """Quiet on a terminal, or a file: nothing waits for its second."""
    console = terminal() if quiet else Console(file=io.StringIO(), force_terminal=False)
    with LongWork(console, quiet=quiet) as work:
        work("writing", 1, 2)
        assert work._timer is None
    assert seen(console) == ""


def test_long_work_tells_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS_BEFORE_A_BAR", 3600.0)
    console = terminal()
    with LongWork(console, quiet=False) as work:
        work._show()  # as the timer does
        for step in (("reading", 0, 0), ("writing", 1, 2_000), ("writing", 2_000, 2_000), ("saving", 0, 0)):
            work(*step)
            assert work._bar is not None
            work._bar.refresh()
            what, done, count = step
            assert what in seen(console)
            assert not count or f"{done:,} of 2,000" in seen(console)
            assert len(work._bar.tasks) == 1
            assert work._bar.tasks[0].total == (count or None)


def test_an_error_ends_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS_BEFORE_A_BAR", 3600.0)
    console = terminal()
    work = LongWork(console, quiet=False)

    def stopped() -> None:
        with work:
            work._show()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert work._bar is not None
    assert not work._bar.live.is_started
    assert seen(console).endswith("\x1b[2K")  # what it drew is gone
    work._show()  # a timer that comes too late
    assert not work._bar.live.is_started
