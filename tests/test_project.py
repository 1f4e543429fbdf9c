"""What holds for the files of the project as a whole."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REGISTRY = re.compile(
    r"https?://[^\s\"'<>)]*(?:pypi|pythonhosted|npmjs|conda|deb\.debian|snapshot\.debian|archive\.ubuntu)"
)
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|root)/")
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """The files under version control; in an unpacked source archive, all files that were packed."""
    if (root / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout.decode()
        return [root / name for name in listed.split("\0") if name and (root / name).is_file()]
    unpacked = {"bsc_xl", "workbook_templates", "udfs", "tests", "scripts", "docs", "benchmarks"}
    return [path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] in unpacked]


def texts(paths: list[Path]) -> list[tuple[Path, str]]:
    """The text files among `paths`, with what is in them."""
    raw = ((path, path.read_bytes()) for path in paths)
    return [(path, content.decode("utf-8", "replace")) for path, content in raw if b"\0" not in content]


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE_PATH], ids=["registry address", "path of one machine"])
def test_no_file_names_what_only_one_machine_has(pattern: re.Pattern[str], tracked: list[Path]) -> None:
    assert [str(path) for path, text in texts(tracked) if pattern.search(text)] == []


def test_those_patterns_find_what_they_are_for() -> None:
    scheme = "https:" + "//"
    assert REGISTRY.search(f"--index-url {scheme}py" + "pi.org/simple")
    assert REGISTRY.search(f"URIs: {scheme}deb." + "debian.org/debian")
    assert not REGISTRY.search(f"see {scheme}www.nyc.gov/mmr")
    assert MACHINE_PATH.search('open("/wo' + 'rk/shared/x.csv")')
    assert not MACHINE_PATH.search("docs/wo" + "rk/in-progress, ../wo" + "rk/")


def test_every_module_says_its_purpose_on_its_first_line(tracked: list[Path], root: Path) -> None:
    ours = [path for path in tracked if path.suffix == ".py" and path.relative_to(root).parts[0] in ("bsc_xl", "udfs")]
    assert ours
    silent = [str(path) for path in ours if not re.match(r'r?"""\S', path.read_text(encoding="utf-8"))]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing(tracked: list[Path], root: Path) -> None:
    parts = {path: {Path(part).stem for part in path.relative_to(root).parts} for path in tracked}
    assert [str(path) for path, stems in parts.items() if path.suffix == ".py" and stems & VAGUE_NAMES] == []


def fenced(readme: str, mark: str) -> str:
    """The only line in the code block between `<!-- mark -->` and `<!-- /mark -->`."""
    found = re.findall(rf"^<!-- {mark} -->\n```sh\n(.*)\n```\n<!-- /{mark} -->$", readme, re.MULTILINE)
    assert len(found) == 1, mark
    return str(found[0])


def test_the_readme_has_its_two_lines_also_for_windows(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    for mark, ending in (("main-line", "bsc-xl demo"), ("test-line", "check.py")):
        line = fenced(readme, mark)
        assert line.startswith("python3 -m venv .venv && .venv/bin/python -m pip install")
        assert line.endswith(ending)
    # The same steps once for PowerShell and once for the Command Prompt.
    for shell in ("powershell", "bat"):
        windows = re.findall(rf"^```{shell}\n(.*)\n```$", readme, re.MULTILINE)
        assert any(line.rstrip("} ").endswith(r".venv\Scripts\bsc-xl demo") for line in windows)
        assert any(line.rstrip("} ").endswith(r"scripts\check.py") for line in windows)


def test_ci_runs_the_readme_s_line_and_nothing_else(root: Path, tmp_path: Path) -> None:
    if not shutil.which("bash") or not shutil.which("sed"):
        pytest.skip("no bash on this machine")
    # A checkout whose test line only tells in what state it was started.
    (tmp_path / ".ci").mkdir()
    shutil.copy(root / ".ci" / "run", tmp_path / ".ci" / "run")
    line = 'echo "$CI $BSC_XL_REQUIRE_ENGINES $(cat | wc -c | tr -d " ")" && false && echo never'
    (tmp_path / "README.md").write_text(
        f"# x\n\n<!-- test-line -->\n```sh\n{line}\n```\n<!-- /test-line -->\n\n```sh\necho other\n```\n",
        encoding="utf-8",
    )
    done = subprocess.run(["bash", ".ci/run"], cwd=tmp_path, capture_output=True, text=True, input="typed", check=False)
    assert done.stdout.splitlines() == [f"+ {line}", "true 1 0"]
    assert done.returncode == 1


def test_everything_that_is_depended_on_is_pinned(root: Path) -> None:
    pins = (root / "constraints.txt").read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!-]+", pin) for pin in pins)
    pinned = {canonicalize_name(pin.partition("==")[0]) for pin in pins}
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {canonicalize_name(Requirement(one).name) for group in wanted for one in group} - {"bsc-xl"}
    assert names - pinned == set()
