"""A real Chromium without a window, spoken to through its DevTools protocol: what a page does, logs and fetches."""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import websocket

from scripts.install_engines import BROWSERS

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
PATIENCE = 60.0  # seconds for the browser to start, or to answer
COMPLAINTS = (
    "Log.entryAdded",
    "Runtime.exceptionThrown",
    "Runtime.consoleAPICalled",
    "Page.javascriptDialogOpening",
)
DESKTOP, PHONE = (1280, 900), (390, 844)


class BrowserMissing(Exception):
    """Why there is no browser to test with."""


def find_browser() -> str:
    """The program of a Chromium or a relative; BSC_XL_CHROMIUM can name one."""
    named = os.environ.get("BSC_XL_CHROMIUM")
    for name in (named,) if named else (*BROWSERS, *PLACES):
        if found := shutil.which(name):
            return found
    raise BrowserMissing("no Chromium here: python scripts/install_engines.py, or BSC_XL_CHROMIUM can name one")


@contextlib.contextmanager
def browser(folder: Path) -> Iterator[str]:
    """Start a browser with a fresh profile in a folder; gives the address where it answers."""
    profile = folder / "profile"
    options = [
        f"--user-data-dir={profile}",
        "--headless=new",
        "--remote-debugging-port=0",
        "--remote-allow-origins=*",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
    ]
    if sys.platform.startswith("linux") and os.geteuid() == 0:
        options.append("--no-sandbox")  # as root it starts no other way
    log = (folder / "browser.log").open("wb")
    process = subprocess.Popen([find_browser(), *options, "about:blank"], stdout=log, stderr=log)
    try:
        yield _address(profile / "DevToolsActivePort", process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def _address(file: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if file.exists() and len(lines := file.read_text(encoding="utf-8").split()) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise BrowserMissing(f"the browser did not start; see {file.parent.parent / 'browser.log'}")


class Tab:
    """One tab: opens a page, runs expressions in it, and notes what it logged and asked the network for."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(address, timeout=PATIENCE, suppress_origin=True)
        self._numbers = itertools.count(1)
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *about: object) -> None:
        with contextlib.suppress(Exception):
            self.call("Page.close")
        self._socket.close()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser; events that come in between are noted."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer.get('error')}"
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, page: Path, size: tuple[int, int] = DESKTOP, *, scripts: bool = True, anchor: str = "") -> float:
        """Open a file and wait until it is loaded and drawn; gives the seconds that it took."""
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.resize(size)
        self._load("about:blank")  # else an anchor in the page that is open would load nothing
        start = time.monotonic()
        self._load(page.as_uri() + anchor)
        if scripts:
            self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
        return time.monotonic() - start

    def _load(self, address: str) -> None:
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._receive()

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size."""
        width, height = size
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=size == PHONE
        )

    def value(self, expression: str) -> Any:
        """What an expression gives in the page; promises are waited for."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.call("Input.insertText", text=text)
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def press(self, key: str, code: int) -> None:
        """Press a key."""
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def picture(self, *, whole: bool = False) -> bytes:
        """A picture (PNG) of what is seen, or of the whole page."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole, **self._clip(whole))
        return base64.b64decode(answer["data"])

    def pdf(self) -> bytes:
        """The page as it is printed."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(answer["data"])

    @property
    def requests(self) -> list[str]:
        """Every address that was asked for, also in vain."""
        sent = (event for event in self.events if event["method"] == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in sent]

    @property
    def blocked(self) -> list[str]:
        """Why requests were stopped before they left the browser."""
        failed = (event["params"] for event in self.events if event["method"] == "Network.loadingFailed")
        return [about["blockedReason"] for about in failed if "blockedReason" in about]

    @property
    def complaints(self) -> list[str]:
        """What the console shows: errors, warnings, refusals, exceptions, dialogs."""
        return [json.dumps(event["params"]) for event in self.events if event["method"] in COMPLAINTS]

    def _clip(self, whole: bool) -> dict[str, Any]:
        if not whole:
            return {}
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        return {"clip": {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}}

    def _receive(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._socket.recv())
        if "method" in answer:
            self.events.append(answer)
        return answer
