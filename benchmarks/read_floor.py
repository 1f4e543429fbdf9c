"""Unpacks files and gives each part of XML to expat without handlers: the least that reading can cost.

python benchmarks/read_floor.py FILE...
"""

from __future__ import annotations

import sys
import zipfile
from xml.parsers import expat


def main() -> None:
    """Read all files that are named."""
    for path in sys.argv[1:]:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                content = package.read(name)
                if name.endswith((".xml", ".rels", ".vml")):
                    expat.ParserCreate().Parse(content, True)


if __name__ == "__main__":
    main()
