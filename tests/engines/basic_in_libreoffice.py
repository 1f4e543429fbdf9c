"""Runs the buttons' macros of a workbook in LibreOffice's Basic, and prints what each says; run by a Python with UNO.

basic_in_libreoffice.py SOFFICE PROFILE WORKBOOK MACRO...

LibreOffice's Basic understands VBA. A message would wait for somebody to close it, so the text of the message goes into
a variable instead; everything else is as it is in the workbook. The module `xlwings` is left out: it calls Windows.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno

PIPE = f"bsc-xl-basic-{os.getpid()}"
MESSAGE = 'MsgBox words, vbExclamation, "bsc-xl"'
CLICKED = """
Public Function Clicked_{macro}() As String
    xlwings_udfs.{macro}
    Clicked_{macro} = told
End Function
"""
FAILED = """
Public Function Failed() As String
    TellFailure "The server is gone."
    Failed = told
End Function
"""


def main(soffice: str, profile: str, workbook: str, *macros: str) -> int:
    """Open the workbook, click, print."""
    options = [f"-env:UserInstallation={profile}", "--headless", "--norestore", f"--accept=pipe,name={PIPE};urp"]
    running = subprocess.Popen([soffice, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        desktop = _desktop()
        hidden, runs = _property("Hidden", True), _property("MacroExecutionMode", 4)  # 4: always, without a question
        document = desktop.loadComponentFromURL(Path(workbook).as_uri(), "_blank", 0, (hidden, runs))
        _prepare(document.BasicLibraries, macros)
        for function in (*(f"Clicked_{macro}" for macro in macros), "Failed"):
            where = f"vnd.sun.star.script:Standard.bsc_xl_start.{function}?language=Basic&location=document"
            said, _, _ = document.getScriptProvider().getScript(where).invoke((), (), ())
            print(f"{function}: {' '.join(str(said).split())}", flush=True)
        document.close(True)
        try:
            desktop.terminate()
        except Exception:  # noqa: BLE001  # the bridge ends with the program, which is what was asked for
            return 0
    finally:
        try:
            running.wait(timeout=20)
        except subprocess.TimeoutExpired:
            running.kill()
    return 0


def _prepare(libraries: Any, macros: tuple[str, ...]) -> None:
    """Copy the workbook's modules to where they can be called one by one, with the message caught."""
    project, standard = libraries.getByName("VBAProject"), libraries.getByName("Standard")
    start = project.getByName("bsc_xl_start")
    if start.count(MESSAGE) != 1:
        raise SystemExit("There is not exactly one message in bsc_xl_start.")
    start = start.replace(MESSAGE, "told = words").replace(
        "Option Explicit", "Option Explicit\nPublic told As String", 1
    )
    start += "".join(CLICKED.format(macro=macro) for macro in macros) + FAILED
    standard.insertByName("bsc_xl_start", start)
    standard.insertByName("xlwings_udfs", project.getByName("xlwings_udfs"))


def _property(name: str, value: object) -> Any:
    found = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    found.Name, found.Value = name, value
    return found


def _desktop() -> Any:
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            remote = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:  # noqa: BLE001  # UNO's own class; it is not listening yet
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not answer")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
