"""Validates many workbooks side by side; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from glob import glob, has_magic
from pathlib import Path

from bsc_xl.api.opinions import check_second
from bsc_xl.api.reading import Source, read
from bsc_xl.api.validating import Choices, validate
from bsc_xl.errors import BscError, EngineMissing, MissingExtra, UnreadableInput, WrongUsage
from bsc_xl.io.xlsx_read.worker import Failure, each_guarded
from bsc_xl.model import Scorecard
from bsc_xl.received import Trouble
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.outcome import Outcome, Verdict
from bsc_xl.rules.registry import RULEBOOKS, chosen

ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")
"""Files that are looked at in a folder; what is no workbook of Excel's is told so."""
_SECONDS, _MEGABYTES = 120.0, 2_048


def workbooks_in(places: Iterable[Source]) -> list[Path]:
    """The workbooks that files, folders and patterns stand for, each once, in the order of the places.

    Args:
        places: files; folders, which are searched with all that is below them; patterns such as `returned/*.xlsx`,
            for command lines that do not expand them.

    Raises:
        UnreadableInput: a file or folder is not there.
        WrongUsage: a folder or pattern has no workbook.
    """
    found: dict[Path, None] = {}
    for place in places:
        path = Path(place)
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if _is_workbook(file))
        elif path.exists():
            inside = [path]
        elif has_magic(str(place)):
            names = glob(str(place), recursive=True)  # noqa: PTH207  # Path.glob takes no absolute patterns
            inside = [Path(name) for name in sorted(names) if _is_workbook(Path(name))]
        else:
            raise UnreadableInput(f"{path} is not there.")
        if not inside:
            raise WrongUsage(f"There is no workbook in {place}.")
        found.update(dict.fromkeys(inside))
    return list(found)


def _is_workbook(file: Path) -> bool:
    """Whether a file is one to look at; Excel leaves `~$...` beside a workbook that is open."""
    return file.suffix.lower() in ENDINGS and not file.name.startswith(("~$", ".~lock")) and file.is_file()


def validate_all(
    workbooks: Iterable[Source],
    definition: Source | Scorecard | None = None,
    *,
    choices: Choices | None = None,
    jobs: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Outcome]:
    """Validate workbooks, each in a process with limits on time and memory.

    Args:
        workbooks: files, folders or patterns.
        definition: as for `validate`.
        choices: which rules, what is expected.
        jobs: how many processes; one for each processor where None. One file is validated in this process.
        progress: told the file that is done, how many are done and how many there are.

    Returns:
        An outcome for each file, in the order of `workbooks_in`; those that could not be read have one too.
    """
    wanted = choices or Choices()
    if definition is not None:
        wanted = replace(wanted, definition=read(definition))
    chosen(wanted.select, wanted.ignore, wanted.rulebook)  # a wrong choice is told before anything is read
    check_second(wanted.engine)
    for earlier in wanted.previous:
        if not earlier.is_file():
            raise UnreadableInput(f"The earlier submission {earlier} is not there.")
    paths = workbooks_in(workbooks)
    if len(paths) == 1:
        return [_one(paths[0], wanted)]
    found: dict[Path, Outcome] = {}
    for path, outcome in outcomes(paths, wanted, jobs=jobs):
        found[path] = outcome
        if progress:
            progress(path.name, len(found), len(paths))
    return [found[path] for path in paths]


def outcomes(
    paths: Iterable[Path], choices: Choices | None = None, *, jobs: int | None = None
) -> Iterator[tuple[Path, Outcome]]:
    """The outcome of each file as soon as it is there, so that any number of files needs the memory of a few."""
    wanted = choices or Choices()
    work = partial(_one, choices=wanted)
    for path, result in each_guarded(work, paths, jobs=jobs, seconds=_SECONDS, megabytes=_MEGABYTES):
        yield path, _unreadable(path, result.trouble, wanted) if isinstance(result, Failure) else result


def _one(path: Path, choices: Choices) -> Outcome:
    """Validate a file; what stops at the file itself is an outcome, in a batch and alone."""
    try:
        return validate(path, choices=choices)
    except (EngineMissing, MissingExtra, WrongUsage):
        raise  # that is no fault of the file
    except BscError as error:
        return _unreadable(path, Trouble("PKG001", str(error)), choices)


def _unreadable(path: Path, trouble: Trouble, choices: Choices) -> Outcome:
    finding = Finding(trouble.code, found=trouble.found, expected=trouble.expected, remedy=trouble.remedy)
    rulebook = choices.rulebook or RULEBOOKS[-1]
    return Outcome(path.name, str(path), "", Verdict.UNREADABLE, (finding,), rulebook=rulebook)
