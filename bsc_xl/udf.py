"""What xlwings loads inside Excel: `UDF MODULES` of a workbook names this module, which has all functions and macros.

They themselves stand in the folder `udfs`, which a checkout and a wheel keep in different places.
"""

from __future__ import annotations

from bsc_xl.shipped import load_udfs

_ALL = (*load_udfs().FUNCTIONS, *load_udfs(module="macros").MACROS)
_FUNCTIONS = {function.__name__: function for function in _ALL}
globals().update(_FUNCTIONS)

__all__ = sorted(_FUNCTIONS)  # noqa: PLE0605  # the list is known when it is loaded
