"""How time and memory of a build grow with the number of units.

    python benchmarks/growth.py [--units 50 100 200 400] [--rounds 3]

Whole processes; the exponent is the slope of a straight line through the logarithms: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from child_process import HERE, best, run


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Slope of the least-squares line through the logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - x_mean) ** 2 for x in xs)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, nargs="+", default=[50, 100, 200, 400])
    parser.add_argument("--measures", type=int, default=30)
    parser.add_argument("--periods", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.xlsx")
        run(str(HERE / "write_bsc_xl.py"), out, "2", "2", "12")  # so that no round pays for compiling modules
        print(f"{'units':>6}{'CPU':>12}{'per unit':>12}{'peak memory':>15}{'bytes':>14}")
        for units in options.units:
            sizes = (str(units), str(options.measures), str(options.periods))
            cost = best(options.rounds, str(HERE / "write_bsc_xl.py"), out, *sizes)
            costs.append(cost)
            each = f"{cost.cpu / units * 1000:.1f} ms"
            size = Path(out).stat().st_size
            print(f"{units:>6}{f'{cost.cpu:.2f} s':>12}{each:>12}{cost.memory_words():>15}{size:>14,}")
    print(f"time grows with units to the power of {exponent(options.units, [cost.cpu for cost in costs]):.3f}")
    memory = [cost.memory for cost in costs if cost.memory is not None]
    if len(memory) == len(costs):
        print(f"memory grows with units to the power of {exponent(options.units, memory):.3f}")
    else:
        print("memory is not measured on this system")
    return 0


if __name__ == "__main__":
    sys.exit(main())
