"""Reading and writing files: definitions, workbooks. Everything that touches a file a person may have damaged.

Only pure types from ``bsc_xl.model`` and ``bsc_xl.errors`` are known here; the libraries that open files are loaded
when a file is opened, so that importing this package costs nothing.
"""
