"""The macros behind the buttons, made to answer in words where Python is not there or does not start.

xlwings' own text of a macro only calls Python; where that fails, Excel shows a box about run-time errors that offers to
debug. So each macro looks for Python first, and says what is missing and what to do.
"""

from __future__ import annotations

import re

from bsc_xl.layout.sheets.xlwings_conf import ASK_THE_DOCTOR, GET_PYTHON

_MACRO = re.compile(r"^(Sub \w+\(\)\r?\n)(.*?)^(End Sub)", re.MULTILINE | re.DOTALL)
_GUARD = "    If Not bsc_xl_start.PythonForButtons() Then Exit Sub\n    On Error GoTo failed\n"
_FAILED = "    Exit Sub\nfailed:\n    bsc_xl_start.TellFailure Err.Description\n"
_NEEDED = "This button needs Excel on Windows, and Python with xlwings {version} and bsc-xl. They were not found here."
_AFTER = f"If that is done already: {ASK_THE_DOCTOR}."
_STOPPED = "Python did not do what this button asks for. Excel says:"
_DOCTOR = f"{ASK_THE_DOCTOR[0].upper()}{ASK_THE_DOCTOR[1:]}."
_PROCEDURES = """
Public Function PythonForButtons() As Boolean
    On Error Resume Next
    PythonForButtons = PythonIsThere()
    If Not PythonForButtons Then Tell {missing}
End Function

Public Sub TellFailure(ByVal reason As String)
    On Error Resume Next
    Tell {stopped}
End Sub

Private Sub Tell(ByVal words As String)
    On Error Resume Next
    MsgBox words, vbExclamation, "bsc-xl"
End Sub
"""


def guarded(wrappers: str) -> str:
    """The wrappers with a guard in each macro; functions stay as they are, since cells show what goes wrong in them."""
    return _MACRO.sub(lambda found: f"{found[1]}{_GUARD}{found[2]}{_FAILED}{found[3]}", wrappers)


def procedures(version: str) -> str:
    """What the guards call; ``version`` is that of xlwings."""
    missing = _paragraphs(_quoted(_NEEDED.format(version=version)), _quoted(f"{GET_PYTHON} {_AFTER}"))
    # Excel cuts a message at about 1,000 characters; what Python prints may be a page.
    stopped = _paragraphs(_quoted(_STOPPED), "Right(reason, 400)", _quoted(_DOCTOR))
    return _PROCEDURES.format(missing=missing, stopped=stopped)


def _paragraphs(*parts: str) -> str:
    return " & vbCrLf & vbCrLf & ".join(parts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
