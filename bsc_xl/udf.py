"""What xlwings loads inside Excel: `UDF MODULES` of a workbook names this module; it has every function of bsc-xl.

The functions themselves stand in the folder `udfs`, which a checkout and a wheel keep in different places.
"""

from __future__ import annotations

from bsc_xl.shipped import load_udfs

_FUNCTIONS = {function.__name__: function for function in load_udfs().FUNCTIONS}
globals().update(_FUNCTIONS)

__all__ = sorted(_FUNCTIONS)  # noqa: PLE0605  # the list is known when it is loaded
