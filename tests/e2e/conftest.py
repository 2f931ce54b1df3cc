"""A whole demo and a real Chromium, shared by all end-to-end tests; both end with the tests."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Factory:
    """`sprue demo` with a short history, as a visitor would start it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.url, self.lines = folder, f"http://127.0.0.1:{port}", list[str]()
        command = [sys.executable, "-m", "sprue_cli", "demo", "--data", str(folder), "--port", str(port)]
        self.process = subprocess.Popen(
            [*command, "--hours", "0.6", "--days", "0.3"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._opened = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if re.search(r"is open \(", line):
                self._opened.set()
        self._opened.set()

    def wait_open(self) -> None:
        assert self._opened.wait(180), self.told()
        assert self.process.poll() is None, self.told()

    def told(self) -> str:
        logs = [f"{log.name}:\n{log.read_text(errors='replace')[-1500:]}" for log in self.folder.glob("log/*")]
        return "\n".join([*self.lines, *logs])

    def pid_of(self, part: str) -> int:
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=True,
        )
        return next(int(line.split()[0]) for line in found.stdout.splitlines() if part in line)

    def end(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)
        code = self.process.wait(30)
        self._reader.join(5)
        if self.process.stdout:
            self.process.stdout.close()
        return code


@pytest.fixture(scope="session")
def factory(tmp_path_factory) -> Iterator[Factory]:
    if not (ROOT / "dashboards" / "dist" / "index.html").exists():
        pytest.fail("the dashboards are not built; run ./sprue test, which builds them")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    demo = Factory(tmp_path_factory.mktemp("factory"), port)
    try:
        demo.wait_open()
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.end()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def page(browser, factory) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda problem: problems.append(str(problem)))
    opened.goto(factory.url)
    yield opened
    context.close()
    assert problems == [], "a page threw an error"
