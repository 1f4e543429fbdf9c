"""A progress bar for long work."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

SECONDS_BEFORE_A_BAR = 1.0


class LongWork:
    """A progress bar on a terminal that appears only after a second, and never in a pipe.

    Calling it says how far the work is; while nobody knows how many steps there are, the bar only moves.
    """

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._console = console
        self._lock = threading.Lock()
        self._now = ("reading", 0, 0)
        self._bar: Progress | None = None
        self._over = False
        self._timer: threading.Timer | None = None
        if console.is_terminal and not quiet:
            self._timer = threading.Timer(SECONDS_BEFORE_A_BAR, self._show)
            self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._timer:
            self._timer.start()
        return self

    def __call__(self, what: str, done: int, count: int) -> None:
        """Say what is being done, how many steps are done and how many there are (0: nobody knows)."""
        with self._lock:
            self._now = (what, done, count)
            self._draw()

    def _show(self) -> None:
        with self._lock:
            if self._over:
                return
            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[steps]}"))
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._bar.add_task("", total=None, steps="")
            self._draw()
            self._bar.start()

    def _draw(self) -> None:
        if self._bar is not None:
            what, done, count = self._now
            task = self._bar.tasks[0]
            # A task that once had a total cannot become one without: it begins anew.
            if task.total is not None and not count:
                self._bar.remove_task(task.id)
                self._bar.add_task(what, total=None, steps="")
                return
            steps = f"{done:,} of {count:,}" if count else ""
            self._bar.update(task.id, description=what, completed=done, total=count or None, steps=steps)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            self._over = True
            if self._bar is not None:
                self._bar.stop()
