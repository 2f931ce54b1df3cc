"""`sprue inspect`: learn from good pictures, judge any folder by them, commission one's own camera."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from threadpoolctl import threadpool_limits

from sprue_server.vision import commission, head, learning, model, outputs
from sprue_server.vision.backbone import BackboneError
from sprue_server.vision.fixture import FixtureError
from sprue_server.vision.inspector import InspectorError
from sprue_server.vision.pictures import PictureError, listed, read
from sprue_server.written import OutputError

CODES = """
exit codes: 0 done; 1 nothing was written, stderr says why; 2 wrong arguments; 3 done, but some files could not
be read: they are rows with "cannot judge", and stderr says why for each; 130 stopped by Ctrl-C, nothing was
written. Pictures are JPEG, PNG or BMP of any size up to 64 megapixels, 8 or 16 bit; hidden files and subfolders
are passed over."""
JUDGE = """
OUT.csv has the columns file, score, p_value, verdict, milliseconds (for looking and deciding, without reading
the file). The higher the score, the less like a good part; p_value is the share of good parts that are at least
as far from normal; verdict is pass, look again, reject or cannot judge. A map is named like its picture
(part.jpg: part.png; part.jpg.png where two share the name); black is normal, from grey 100 on fewer than about
one good part in fifty has such a place."""
COMMISSION = """
FOLDER holds fixture.json (frame, markers, what is known of the product) and good/ with a picture per part and
light: 0001-diffuse.png, 0001-raking-n.png, -e, -s, -w. `python -m sprue_sim.cameras` writes such a folder of
simulated parts. The hub judges by MODEL."""
ERRORS = (
    PictureError,
    BackboneError,
    FixtureError,
    InspectorError,
    commission.CommissionError,
    learning.LearningError,
    model.ModelError,
    OutputError,
)


def main(arguments: list[str]) -> int:
    """Run `learn`, `judge` or `commission`; see CODES for what is returned."""
    told = _parser().parse_args(arguments)
    try:
        with threadpool_limits(1):  # learning beside a hub leaves the other cores to it
            return int(told.run(told))
    except ERRORS as problem:
        sys.stderr.write(f"sprue inspect: {problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nsprue inspect: stopped. Nothing was written.\n")
        return 130


def _parser() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("sprue inspect", description=__doc__, epilog=CODES, formatter_class=form)
    jobs = parser.add_subparsers(required=True, metavar="learn | judge | commission")
    learn = jobs.add_parser("learn", help="learn what good parts look like", epilog=CODES, formatter_class=form)
    learn.add_argument(
        "goods", type=Path, metavar="GOOD_FOLDER", help="pictures of good parts, better 200 than 50"
    )
    learn.add_argument("--out", type=Path, required=True, metavar="MODEL", help="file to write")
    text = f"pictures of confirmed defects; {head.NEEDS} at least are used, if they help"
    learn.add_argument("--defects", type=Path, metavar="FOLDER", help=text)
    learn.set_defaults(run=_learn)
    judge = jobs.add_parser("judge", help="judge pictures", epilog=JUDGE + CODES, formatter_class=form)
    judge.add_argument("model", type=Path, metavar="MODEL")
    judge.add_argument("folder", type=Path, metavar="FOLDER", help="pictures to judge")
    judge.add_argument("--csv", type=Path, required=True, metavar="OUT.csv", help="table to write")
    judge.add_argument("--maps", type=Path, metavar="DIR", help="new folder for maps of where, as PNG")
    judge.set_defaults(run=_judge)
    _add_commission(jobs.add_parser, form)
    return parser


def _add_commission(add: Callable[..., argparse.ArgumentParser], form: type[argparse.HelpFormatter]) -> None:
    text = "learn an inspector for a camera with markers and switched lights"
    parser = add("commission", help=text, epilog=COMMISSION + CODES, formatter_class=form)
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="fixture.json and good/; better 350 parts than 100"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL", help="file to write")
    text = f"folders of confirmed defects, named alike; {head.NEEDS} parts at least are used, if they help"
    parser.add_argument("--defects", type=Path, nargs="+", default=[], metavar="FOLDER", help=text)
    parser.set_defaults(run=_commission)


def _learn(told: argparse.Namespace) -> int:
    goods = listed(told.goods)
    defects = listed(told.defects) if told.defects else []
    _writable(told.out)
    learnt = learning.learn(goods, defects, learning.Looker(outputs.Bar()))
    model.save(learnt.model, told.out)
    _complain(learnt.unread)
    sys.stdout.write(_report(learnt, told.out, len(defects)))
    return 3 if learnt.unread else 0


def _commission(told: argparse.Namespace) -> int:
    _writable(told.out)
    found = commission.from_folder(told.folder, told.defects, outputs.Bar())
    found.inspector.save(told.out)
    for problem in found.unread:
        sys.stderr.write(f"sprue inspect: {problem}\n")
    lines = [f"{told.out}: {told.out.stat().st_size / 1e6:.1f} MB, {', '.join(found.inspector.learnt)}."]
    lines.append(f"{found.inspector.promise}.")
    if found.contest:
        lines.append(_contest(found.contest))
    sys.stdout.write("\n".join([*lines, ""]))
    return 3 if found.unread else 0


def _contest(contest: head.Contest) -> str:
    which = "used" if contest.won else "not used"
    return (
        f"Told defects, on verdicts held back: area under the ROC curve {contest.head:.3f}, without "
        f"them {contest.normality:.3f}: {which}."
    )


def _complain(unread: Sequence[PictureError]) -> None:
    for problem in unread:
        sys.stderr.write(f"sprue inspect: {problem}\n")


def _report(learnt: learning.Learnt, out: Path, defects: int) -> str:
    size = learnt.model.working
    lines = [
        f"{out}: {out.stat().st_size / 1e6:.1f} MB; pictures are looked at as {size.width} x {size.height}.",
        f"{learnt.model.promise}.",
    ]
    if learnt.contest:
        lines.append(_contest(learnt.contest))
    elif defects:
        lines.append(f"Fewer than {head.NEEDS} readable defects: not used.")
    return "\n".join([*lines, ""])


def _judge(told: argparse.Namespace) -> int:
    known = model.load(told.model)
    files = listed(told.folder)
    _writable(told.csv)
    with outputs.whole_folder(told.maps) as maps:
        rows = _rows(known, files, maps)
        outputs.write_table(told.csv, rows)
    counts = Counter(row.verdict for row in rows)
    words = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())
    sys.stdout.write(f"{told.csv}: {words}.\nLearnt from {known.promise}.\n")
    return 3 if counts["cannot judge"] else 0


def _rows(known: model.Model, files: Sequence[Path], maps: Path | None) -> list[outputs.Row]:
    bar, rows, names, unread = outputs.Bar(), [], outputs.map_names(files), []
    for done, path in enumerate(files):
        try:
            rows.append(_row(known, path, maps / names[path] if maps else None))
        except PictureError as problem:
            unread.append(problem)
            rows.append(outputs.Row(path.name, None, None, "cannot judge", None))
        bar("judged", done + 1, len(files))
    _complain(unread)
    return rows


def _row(known: model.Model, path: Path, map_path: Path | None) -> outputs.Row:
    picture = read(path)
    found = known.judge(picture.pixels)
    if map_path:
        outputs.write_map(map_path, found.map, known.place_limit, picture)
    return outputs.Row(path.name, found.score, found.p_value, found.verdict, found.milliseconds)


def _writable(path: Path) -> None:
    """Said before the work, not after it."""
    if path.is_dir() or not path.parent.is_dir():
        why = "is a folder" if path.is_dir() else "its folder is not there"
        raise OutputError(f"{path}: {why}. Name another place. Nothing was written.")
