"""Formulas that roll children up into a parent: score, coverage, bounds and status (scoring.rollup, scoring.status)."""

from __future__ import annotations

from typing import NamedTuple

from bsc_xl.layout.udf import numbers


class Children(NamedTuple):
    """Ranges of a table of children, and the condition that picks those of one parent.

    ``key`` is the range that names each child's parent and ``parent`` the cell that it must equal; empty texts take
    all rows.
    """

    key: str
    parent: str
    weight: str
    score: str
    coverage: str
    low: str
    high: str

    @property
    def pick(self) -> str:
        """An array of truth values such as ``$J$9:$J$40=$J50``, or an empty text for all rows."""
        return f"{self.key}={self.parent}" if self.key else ""


def _product(*factors: str) -> str:
    return "SUMPRODUCT(" + ",".join(factor for factor in factors if factor) + ")"


def _masked(children: Children, known: str) -> str:
    """Weights that count: of the picked children whose ``known`` column is not blank."""
    pick = f"--({children.pick})*" if children.pick else ""
    return f'{pick}({known}<>"")*{children.weight}'


def aggregate(method: str, weights: str, values: str) -> str:
    """`scoring.rollup.aggregate` over arrays; to be entered as an array formula.

    Args:
        method: cell with mean, worst, best or geometric.
        weights: an array expression, 0 for children that do not count.
        values: a range; texts in it belong to children that do not count.
    """
    total = f"SUMPRODUCT({weights})"
    mean = f"{_product(weights, values)}/{total}"
    lowest = f'MIN(IF({weights}>0,{values},""))'
    highest = f'MAX(IF({weights}>0,{values},""))'
    logs = f"EXP(SUM(IF({weights}>0,{weights}*LN({values}),0))/{total})"
    geometric = f"IF(SUM(IF({weights}>0,IF({values}<=0,1,0),0))>0,0,{logs})"
    choice = f'IF({method}="geometric",{geometric},{mean})'
    choice = f'IF({method}="best",{highest},{choice})'
    choice = f'IF({method}="worst",{lowest},{choice})'
    return f'IF({total}=0,"",{choice})'


def score(method: str, children: Children) -> str:
    """Score over the children that have one."""
    return aggregate(method, _masked(children, children.score), children.score)


def low(method: str, children: Children) -> str:
    """The score if all unscored children were 0."""
    return aggregate(method, _masked(children, children.coverage), children.low)


def high(method: str, children: Children) -> str:
    """The score if all unscored children were at the cap."""
    return aggregate(method, _masked(children, children.coverage), children.high)


def coverage(children: Children) -> str:
    """Share of due weight that has a score."""
    weights = _masked(children, children.coverage)
    return f'IF(SUMPRODUCT({weights})=0,"",{_product(weights, children.coverage)}/SUMPRODUCT({weights}))'


def status(score_cell: str, coverage_cell: str, capped_cell: str = "") -> str:
    """The word for a rolled-up score."""
    best = f"IF({capped_cell}=1,2,1)" if capped_cell else "1"
    band = f"1+SUMPRODUCT(--(bsc_band_minimums>{score_cell}*(1+bsc_tol)))"
    return (
        f'IF({coverage_cell}="","not due",IF(OR({score_cell}="",{coverage_cell}<bsc_least*(1-bsc_tol)),'
        f'"insufficient",INDEX(bsc_band_names,MAX({best},MIN(bsc_bands,{band})))))'
    )


def native(method: str, children: Children) -> dict[str, str]:
    """The four rollup columns as formulas for one row; ``method`` is the row's cell."""
    return {
        "coverage": coverage(children),
        "low": low(method, children),
        "high": high(method, children),
        "score": score(method, children),
    }


def calls(methods: str, parents: str, children: Children) -> dict[str, str]:
    """The rollup columns as calls for several rows at once; that of "low" fills the column "high" too.

    Args:
        methods: the parents' rollup methods, a range.
        parents: the parents' keys, a range; ``""`` where all children belong to the one parent.
        children: their ranges.
    """
    child_of = children.key or '""'
    head = f"{parents},{methods},{child_of},{children.weight}"
    return {
        "coverage": numbers(f"BSC_COVERAGE({parents},{child_of},{children.weight},{children.coverage})"),
        "low": numbers(f"BSC_BOUNDS({head},{children.low},{children.high})"),
        "score": numbers(f"BSC_ROLLUP({head},{children.score})"),
    }
