"""Reads which layer imports which, out of the source text, and says where that breaks the order of the house.

model <- scoring <- evaluation <- layout <- received <- facts <- rules <- report <- api <- cli, udfs
io, ledger, engines: beside that line; they know pure types only, and only api knows io
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LINE = ("model", "scoring", "evaluation", "layout", "received", "facts", "rules", "report", "api")
PURE = {"model", "scoring", "evaluation", "layout", "received", "facts"}
EVERYBODYS = {"errors", "files", "shipped", "xlsx_file"}

ALLOWED: dict[str, set[str]] = {
    **{layer: set(LINE[:place]) | EVERYBODYS for place, layer in enumerate(LINE)},
    "io": PURE | EVERYBODYS,
    "ledger": PURE | EVERYBODYS,
    "engines": PURE | EVERYBODYS,
    "errors": set(),
    "files": {"errors"},
    "shipped": {"errors"},
    "udf": {"shipped"},
    "xlwings_code": {"shipped"},
    "xlsx_file": set(),
    "cli": set(LINE) | EVERYBODYS,
    "udfs": set(LINE) | EVERYBODYS,
    "__main__": {"cli"},
    "__init__": set(),
}
ALLOWED["api"] |= {"io", "ledger", "engines"}
for _layer in ("io", "engines", "api"):
    ALLOWED[_layer].add("xlwings_code")
ALLOWED["scoring"] = set()
"""Scoring runs where nothing else of this project does: the standard library is all it may have."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement: the module that has it, as a dotted name, its line, and what it imports."""

    module: str
    line: int
    imported: str


def breaches(root: Path) -> list[str]:
    """Every import below `root` (a checkout) that breaks the order, as `module:line: reason`."""
    found = []
    for top in ("bsc_xl", "udfs"):
        for path in sorted((root / top).rglob("*.py")):
            module = ".".join(path.relative_to(root).with_suffix("").parts)
            text = path.read_text(encoding="utf-8")
            for one in imports(module, text):
                if reason := breach(one):
                    found.append(f"{one.module}:{one.line}: {reason}")
    return found


def breach(one: Import) -> str:
    """Why an import breaks the order; empty if it does not."""
    layer = layer_of(one.module)
    if layer not in ALLOWED:
        return f"{layer} has no place in the order of layers"
    top = one.imported.partition(".")[0]
    if top not in ("bsc_xl", "udfs"):
        foreign = layer == "scoring" and top not in sys.stdlib_module_names
        return f"scoring imports {top}, which is not of the standard library" if foreign else ""
    target = layer_of(one.imported)
    version_only = one.imported in ("bsc_xl", "bsc_xl.__version__") and layer != "scoring"
    if target == layer or target in ALLOWED[layer] or version_only:
        return ""
    return f"{layer} may not import {target}"


def layer_of(module: str) -> str:
    """The layer of a dotted module name: `bsc_xl.layout.types` is in layout, `udfs.x` in udfs, `bsc_xl` in __init__."""
    parts = module.split(".")
    if parts[0] == "udfs":
        return "udfs"
    return parts[1] if len(parts) > 1 else "__init__"


def imports(module: str, text: str) -> Iterator[Import]:
    """All imports in a module's text: at the top, inside functions, for type checking only, and by import_module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            for alias in node.names:
                # `from bsc_xl import io` imports bsc_xl.io; below the second level the layer is known anyway.
                yield Import(module, node.lineno, f"{base}.{alias.name}" if base == "bsc_xl" else base)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Import(module, node.lineno, first.value)


def _absolute(module: str, node: ast.ImportFrom) -> str:
    """The module that a `from` names, with leading dots resolved."""
    if not node.level:
        return node.module or ""
    package = module.removesuffix(".__init__").split(".")
    up = node.level - 1 if module.endswith(".__init__") else node.level
    return ".".join([*package[: len(package) - up], *([node.module] if node.module else [])])
