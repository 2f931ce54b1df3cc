"""`sprue gauge`: learn what parts weigh or measure from their shots, then tell it of any shots."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from sprue_server.fingerprint import Level
from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.gauge import Gauge, Judged
from sprue_server.gauge.learning import learn
from sprue_server.gauge.lessons import Wish
from sprue_server.gauge.saving import load, save
from sprue_server.recorded import RecordedError, Recording, open_recording
from sprue_server.vision.outputs import Bar
from sprue_server.written import OutputError, write_table

COLUMNS = ("cycle", "prediction", "low_90", "high_90", "in_experience")
NO_CURVES = "-"
CODES = """
CYCLES.csv has one row per cycle and a column `cycle`; CURVES.npz has curves[cycle, signal, sample], signals,
cycle and sample_period_s, as `sprue simulate` writes both. `-` or nothing instead of CURVES.npz: no curves were
recorded.

exit codes: 0 done; 1 nothing was written, stderr says why; 2 wrong arguments; 130 stopped by Ctrl-C, nothing
was written."""
LEARN = """
Cycles that were broken off, were not measured or have a reading that cannot be of a part are left out; the
report counts them. It also says how well cycles are told whose group (--group, such as `setting`) was not
learnt from: that is what to expect of new settings. Learning 1,000 cycles takes about a minute.
"""
JUDGE = """
OUT.csv has the columns cycle, prediction, low_90, high_90, in_experience: every cycle once, in the order of
CYCLES.csv. In experience, nine readings of ten lie between low_90 and high_90. Where in_experience is false the
numbers are extrapolated; they are empty where a cycle was broken off, could not be read or is quite another.
"""


def main(arguments: list[str]) -> int:
    """Run `learn` or `judge`; see CODES for what is returned."""
    told = _parser().parse_args(arguments)
    try:
        with threadpool_limits(1):  # learning beside a hub leaves the other cores to it
            return int(told.run(told))
    except (RecordedError, GaugeError, OutputError) as problem:
        sys.stderr.write(f"sprue gauge: {problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nsprue gauge: stopped. Nothing was written.\n")
        return 130


def _parser() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("sprue gauge", description=__doc__, epilog=CODES, formatter_class=form)
    jobs = parser.add_subparsers(required=True, metavar="learn | judge")
    text = "learn a gauge from parts that were measured"
    learning = jobs.add_parser("learn", help=text, epilog=LEARN + CODES, formatter_class=form)
    _add_files(learning)
    learning.add_argument("--target", required=True, metavar="COLUMN", help="what is told, such as weight_g")
    text = "cycles that are left out together, such as `setting` (default: cycles with the same settings)"
    learning.add_argument("--group", metavar="COLUMN", help=text)
    text = "B: machine values; C: and curves of the machine; D: and of sensors in the cavity (default)"
    learning.add_argument("--level", choices=[one.name for one in Level], default="D", help=text)
    learning.add_argument("--out", type=Path, required=True, metavar="MODEL", help="file to write")
    learning.set_defaults(run=_learn)
    judging = jobs.add_parser("judge", help="tell parts", epilog=JUDGE + CODES, formatter_class=form)
    judging.add_argument("model", type=Path, metavar="MODEL")
    _add_files(judging)
    judging.add_argument("--csv", type=Path, required=True, metavar="OUT.csv", help="table to write")
    judging.set_defaults(run=_judge)
    return parser


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cycles", type=Path, metavar="CYCLES.csv")
    parser.add_argument("curves", type=Path, metavar="CURVES.npz", nargs="?", help="or - when there are none")


def _learn(told: argparse.Namespace) -> int:
    recording = _opened(told)
    readings = recording.table.numbers(told.target)
    groups = recording.table.texts(told.group) if told.group else None
    _writable(told.out)
    targets = [None if np.isnan(value) else float(value) for value in readings]
    wish = Wish(told.target, Level[told.level])
    gauge = learn(recording.all_cycles(), targets, groups, wish, Bar())
    save(gauge, told.out)
    sys.stdout.write(_report(gauge, told.out))
    return 0


def _judge(told: argparse.Namespace) -> int:
    gauge = load(told.model)
    recording = _opened(told)
    _writable(told.csv)
    judged = gauge.judge_all(recording.all_cycles())
    _write(told.csv, recording.cycles, judged)
    known = sum(one.in_experience for one in judged)
    silent = sum(one.prediction is None for one in judged)
    sys.stdout.write(
        f"{told.csv}: {gauge.target} of {len(judged)} cycles, {known} in experience, "
        f"{len(judged) - known - silent} extrapolated, {silent} not told.\n"
    )
    return 0


def _opened(told: argparse.Namespace) -> Recording:
    curves = None if told.curves is None or str(told.curves) == NO_CURVES else told.curves
    return open_recording(told.cycles, curves)


def _report(gauge: Gauge, out: Path) -> str:
    inputs = f"{len(gauge.inputs.names)} inputs of level {gauge.inputs.level.name}"
    head = f"{out}: {gauge.target} from {inputs}, {out.stat().st_size / 1e6:.1f} MB."
    return "\n".join([head, *gauge.report.lines(), ""])


def _write(path: Path, cycles: Sequence[int], judged: Sequence[Judged]) -> None:
    """Whole, or not at all."""
    write_table(path, COLUMNS, (_row(cycle, one) for cycle, one in zip(cycles, judged, strict=True)))


def _row(cycle: int, one: Judged) -> list[str]:
    numbers = ["" if value is None else f"{value:.6g}" for value in one[:3]]
    return [str(cycle), *numbers, "true" if one.in_experience else "false"]


def _writable(path: Path) -> None:
    """Said before the work, not after it."""
    if path.is_dir() or not path.parent.is_dir():
        why = "is a folder" if path.is_dir() else "its folder is not there"
        raise GaugeError(f"{path}: {why}. Name another place. Nothing was written.")
