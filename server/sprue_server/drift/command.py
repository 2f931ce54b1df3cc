"""`sprue watch`: drift detection over a recorded run, shot after shot, as the hub does it.

The template is learnt from the first good shots of a setting; where a setting changes, the first shot is an
alarm (cause changed_setting) and the template is learnt anew. Nothing of a later shot is known to an earlier
line.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sprue_server.drift.settled import LEAST
from sprue_server.drift.watching import Watched, Watching
from sprue_server.recorded import RecordedError, Recording, open_recording
from sprue_server.written import OutputError, write_table

COLUMNS = ("cycle", "alarm", "score", "cause", "confidence")
LEARN = 20  # as many as a control chart wants for its limits; more would learn a drift that has begun
SETTING = "setting"
HELP = """
OUT.csv has a line per cycle: cycle, alarm (true or false), score (1 is the limit of an alarm; empty while a
template is learnt and for a cycle that was broken off), cause (the likeliest, unknown, or changed_setting;
empty without alarm) and confidence (0 to 1: that the cause, or one that these signals cannot tell from it, is
right).

0: done. 1: a file cannot be read or written; one sentence says which, and nothing was written."""


class Line(NamedTuple):
    """One line of the table."""

    cycle: int
    told: Watched

    def text(self) -> list[str]:
        """As it is written."""
        phase, state, named = self.told
        score = (
            "" if state is None or (phase == "interrupted" and not self.told.alarm) else f"{state.score:.4g}"
        )
        cause, sure = "", ""
        if phase == "changed":
            cause, sure = "changed_setting", "1"
        elif self.told.alarm and named:
            cause, sure = named.cause or "unknown", f"{named.confidence:.3f}"
        return [str(self.cycle), "true" if self.told.alarm else "false", score, cause, sure]


def main(arguments: list[str]) -> int:
    """Watch and write."""
    told = _parser().parse_args(arguments)
    try:
        recording = open_recording(told.cycles, told.curves)
        lines = list(watched(recording, told.learn))
        write_table(told.csv, COLUMNS, [line.text() for line in lines])
    except (RecordedError, OutputError) as problem:
        sys.stderr.write(f"sprue watch: {problem}\n")
        return 1
    sys.stdout.write(f"{told.csv}: {_summary(lines)}\n")
    return 0


def watched(recording: Recording, learn: int) -> Iterator[Line]:
    """The lines of a recording, in its order."""
    watching, groups = Watching(learn), _groups(recording)
    for row, number in enumerate(recording.cycles):
        cycle = recording.cycle(row)
        settings = tuple(
            sorted((name, value) for name, value in cycle.settings.items() if name.startswith("set_"))
        )
        yield Line(number, watching.see(row, cycle, (groups[row], settings)))


def _groups(recording: Recording) -> list[str]:
    """What the column `setting` says, where there is one."""
    table = recording.table
    return table.texts(SETTING) if SETTING in table.names else [""] * len(recording.cycles)


def _summary(lines: list[Line]) -> str:
    alarms = [
        line
        for before, line in zip([None, *lines], lines, strict=False)
        if line.told.alarm and not (before and before.told.alarm)
    ]
    learning = sum(line.told.phase in {"learning", "changed"} for line in lines)
    first = f", the first at cycle {alarms[0].cycle}" if alarms else ""
    return f"{len(lines)} cycles, {learning} of them to learn from; {len(alarms)} alarms{first}."


def _least(text: str) -> int:
    number = int(text)
    if number < LEAST:
        raise argparse.ArgumentTypeError(f"{number} shots teach no template; {LEAST} at least")
    return number


def _parser() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("sprue watch", description=__doc__, epilog=HELP, formatter_class=form)
    parser.add_argument(
        "cycles", type=Path, metavar="CYCLES.csv", help="a row per cycle, in the order they were made"
    )
    text = "their curves; without them, what the machine's values tell"
    parser.add_argument("curves", type=Path, metavar="CURVES.npz", nargs="?", help=text)
    parser.add_argument("--csv", type=Path, required=True, metavar="OUT.csv", help="table to write")
    text = f"good shots that teach a template (default: {LEARN})"
    parser.add_argument("--learn", type=_least, default=LEARN, metavar="N", help=text)
    return parser
