"""`sprue COMMAND`: commands are found by entry point, so a new one needs no change here."""

import sys
from importlib.metadata import EntryPoint, entry_points


def main(argv: list[str] | None = None) -> int:
    """Run one sub-command; 2 when there is no such command."""
    arguments = sys.argv[1:] if argv is None else argv
    commands = {point.name: point for point in entry_points(group="sprue.commands")}
    if not arguments or arguments[0] in {"-h", "--help"}:
        sys.stdout.write(_help(commands))
        return 0
    found = commands.get(arguments[0])
    if found is None:
        sys.stderr.write(f"sprue: there is no command {arguments[0]!r}.\n{_help(commands)}")
        return 2
    return int(found.load()(arguments[1:]) or 0)


def _help(commands: dict[str, EntryPoint]) -> str:
    lines = [f"  sprue {name}" for name in sorted(commands)]
    return "\n".join(["Commands (each answers --help):", *lines, ""])


if __name__ == "__main__":
    sys.exit(main())
