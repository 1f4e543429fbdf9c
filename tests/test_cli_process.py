"""The program as a process of its own: pipes, terminals, code pages, a full disk, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.program import Answer, bsc, bsc_process, small

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals, limits and terminals")
SLOW = """\
import bsc_xl.api, time
_real = bsc_xl.api.load
def load(*given, **named):
    print("begun", flush=True)
    time.sleep({seconds})
    return _real(*given, **named)
bsc_xl.api.load = load
import bsc_xl.api.building
bsc_xl.api.building.load = load
import sys
from bsc_xl.cli import main
sys.argv = ["bsc-xl", *sys.argv[1:]]
main()
"""
"""The program with a definition that takes its time."""


def test_umlauts_blanks_and_an_old_code_page(tmp_path: Path) -> None:
    folder = tmp_path / "Über Größe"
    folder.mkdir()
    small(folder, ('name = "Sales"', 'name = "販売部"'), name="mein plan ä.toml")
    arguments = ["score", str(folder / "mein plan ä.toml")]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(
        [sys.executable, "-m", "bsc_xl", *arguments], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0
    assert "???  2026-06  80.0 missed" in done.stdout.decode("cp1252")
    assert done.stderr == b""


def test_json_through_a_pipe(tmp_path: Path) -> None:
    answer = bsc_process("score", small(tmp_path), "--json")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out)["period"] == "2026-06"


def test_messages_in_a_pipe_are_plain_lines(tmp_path: Path) -> None:
    long = "L" * 300
    answer = bsc_process("build", small(tmp_path, ('parent = "corp"', f'parent = "{long}"')), "-o", tmp_path / "o.xlsx")
    assert answer.code == 1
    assert "\x1b" not in answer.err
    assert len(answer.err.splitlines()) == 2


@POSIX
def test_a_reader_that_has_enough_ends_nothing_badly(tmp_path: Path) -> None:
    path = small(tmp_path, more="".join(f'[[themes]]\nid = "t{n}"\nname = "T"\n' for n in range(9)))
    command = [sys.executable, "-m", "bsc_xl", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=path.parent) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() not in (0, 1, 2)


@POSIX
def test_ctrl_c_ends_clearly_and_leaves_the_old_file(tmp_path: Path) -> None:
    out, path, scratch = tmp_path / "out.xlsx", small(tmp_path), tmp_path / "scratch"
    out.write_bytes(b"old")
    scratch.mkdir()
    command = [sys.executable, "-c", SLOW.format(seconds=60), "build", str(path), "-o", str(out)]
    environment = {**os.environ, "TMPDIR": str(scratch)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stdout
        assert running.stdout.readline() == b"begun\n"
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate()
    assert (running.returncode, err) == (130, b"\nStopped.\n")
    assert out.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["definition.toml", "out.xlsx", "scratch"]
    assert list(scratch.iterdir()) == []


@POSIX
def test_ctrl_c_while_the_program_is_still_being_loaded() -> None:
    """A third of a second in which people do press it."""
    slow = """
import sys, time
class Slow:
    def find_spec(name, path=None, target=None):
        if name == "bsc_xl.cli.verbs":
            print("begun", flush=True)
            time.sleep(60)
sys.meta_path.insert(0, Slow)
from bsc_xl.cli import main
main()
"""
    command = [sys.executable, "-c", slow, "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stdout.readline() == b"begun\n"
        running.send_signal(signal.SIGINT)
        _, err = running.communicate()
    assert (running.returncode, err) == (130, b"\nStopped.\n")


@POSIX
@pytest.mark.parametrize("verb", ["build", "init", "convert"])
def test_a_full_disk(verb: str, tmp_path: Path) -> None:
    """Played by a limit on the size of files."""
    path, out = small(tmp_path), tmp_path / "out.xlsx"
    out.write_bytes(b"old")
    arguments = {
        "build": ["build", str(path), "-o", str(out)],
        "init": ["init", "-t", "company", "-o", str(out), "--force"],
        "convert": ["convert", str(path), str(out), "--force"],
    }
    answer = _limited(arguments[verb], 10_000, tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"{out} cannot be written: ")
    assert len(answer.err.splitlines()) == 1
    assert out.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["definition.toml", "out.xlsx"]


def _limited(arguments: list[str], size: int, folder: Path) -> Answer:
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
    program = f"{limit} import sys; sys.argv = ['bsc-xl', *sys.argv[1:]]; from bsc_xl.cli import main; main()"
    command = [sys.executable, "-B", "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


def test_a_workbook_that_is_open_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to rename over an open file; that is played here."""

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    path, out = small(tmp_path), tmp_path / "out.xlsx"
    bsc("build", path, "-o", out)
    before = out.read_bytes()
    monkeypatch.setattr(Path, "replace", refuse)
    for number, arguments in enumerate((["build", path, "-o", out], ["convert", path, out, "--force"])):
        answer = bsc(*arguments)
        assert (answer.code, answer.out) == (2, ""), number
        assert "out.xlsx is open in another program (or protected from writing): close it there" in answer.err
        assert "write to another name, such as out (2).xlsx." in answer.err
    assert out.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["definition.toml", "out.xlsx"]


def test_a_folder_closed_to_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def closed(self: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if "x" in mode:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, mode, *given, **named)

    path = small(tmp_path)
    monkeypatch.setattr(Path, "open", closed)
    answer = bsc("build", path, "-o", tmp_path / "out.xlsx")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"Nothing can be written in the folder {tmp_path}.\n"


def test_an_error_of_the_system_that_nobody_foresaw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bsc_xl import api

    def broken(*given: Any, **named: Any) -> None:
        raise OSError(5, "Input/output error", "plan.toml")

    monkeypatch.setattr(api, "load", broken)
    answer = bsc("score", small(tmp_path), "--json")
    assert answer.code == 2
    assert answer.err == "plan.toml: Input/output error.\n"
    assert json.loads(answer.out) == {"error": "plan.toml: Input/output error."}


def _in_terminal(arguments: list[str], columns: int = 80, **environment: str) -> tuple[int, str]:
    """Run in a pseudo-terminal; gives how it ended and all that appeared."""
    import fcntl
    import pty
    import struct
    import termios

    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"TERM": "xterm", **environment})
        for name in ("COLUMNS", "CI", "GITHUB_ACTIONS", "FORCE_COLOR"):
            os.environ.pop(name, None)
        os.execv(sys.executable, [sys.executable, *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    seen = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.decode("utf-8", errors="replace")


@POSIX
def test_faults_fit_a_narrow_terminal_and_have_no_colour_where_none_is_wanted(tmp_path: Path) -> None:
    path = small(tmp_path, ('objective = "please"', 'objective = "plaese"'), ("target = 200.0", 'target = "much"'))
    arguments = ["-m", "bsc_xl", "build", str(path), "-o", str(tmp_path / "out.xlsx")]
    code, seen = _in_terminal(arguments, NO_COLOR="1")
    assert code == 1
    assert "\x1b" not in seen
    assert all(len(line) <= 80 for line in seen.replace("\r", "").splitlines())
    assert "\n    " in seen.replace("\r", "")  # what does not fit goes on below, indented
    assert "\x1b[31m" in _in_terminal(arguments)[1]


@POSIX
def test_progress_is_shown_to_people_only_and_only_when_work_is_long(tmp_path: Path) -> None:
    path = small(tmp_path)
    slow = ["-c", SLOW.format(seconds=2.5), "score", str(path)]
    assert "reading" in _in_terminal(slow)[1]
    assert "reading" not in _in_terminal([*slow, "--quiet"])[1]
    assert "reading" not in _in_terminal([*slow, "--json"])[1]
    done = subprocess.run([sys.executable, *slow], capture_output=True, encoding="utf-8", check=True)
    assert "reading" not in done.stdout + done.stderr


def test_a_mistake_in_the_program_itself_is_not_taken_for_a_finding(tmp_path: Path) -> None:
    broken = "import bsc_xl.api; bsc_xl.api.load = None; import sys; sys.argv = ['bsc-xl', *sys.argv[1:]]; "
    command = [sys.executable, "-c", f"{broken} from bsc_xl.cli import main; main()", "score", str(small(tmp_path))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" in done.stderr
    assert done.stderr.endswith("This is a mistake in bsc-xl and not yours: please report it with the lines above.\n")
