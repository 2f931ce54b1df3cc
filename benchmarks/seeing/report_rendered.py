"""Rendered parts and moulds in words and tables."""

from collections.abc import Sequence
from statistics import median

from benchmarks.seeing.rendered import SEVERITIES, Result

BEGIN, END = "<!-- rendered: begin -->", "<!-- rendered: end -->"


def section(results: Sequence[Result], memory_mb: float, model_mb: float, where: str) -> str:
    """The section with its marks, so that it can be written anew without the rest of the page."""
    told = [line for one in results for line in _table(one)]
    return "\n".join([BEGIN, *_head(where), *told, *_costs(results, memory_mb, model_mb), END])


def spliced(page: str, fresh: str) -> str:
    """The page with the section in its place, or at its end."""
    if BEGIN in page and END in page:
        return page[: page.index(BEGIN)] + fresh + page[page.index(END) + len(END) :]
    return page.rstrip("\n") + "\n\n" + fresh + "\n"


def _head(where: str) -> list[str]:
    return [
        "## Rendered parts and cavities under five lights",
        "`.venv/bin/python -m benchmarks.vision rendered` writes this section. Simulated pictures (JPEG, 640 x 480, one even "
        "and four raking lights) of `sprue_sim.cameras`,",
        "whose defects are graded and whose masks are exact; scoring on one's own renderer proves little, so read it "
        "as what each check can see, not as what a hall will see. Constants were chosen on bottle caps of another seed; the "
        f"lens was not looked at before. Machine: {where}.",
        "",
        "Each cell: area under the ROC curve against fresh goods / share that escapes when the score that 2 % of held goods "
        "exceed is the limit / share passed with the",
        "production promise (0.3 % rejected, 1 % looked at again) / intersection over union of the outline with the true "
        "mask (-: nothing can be seen). Severity 0.5 is",
        "what every second inspector rejects. The check is the one that spoke loudest at the highest severity.",
        "",
    ]


def _table(one: Result) -> list[str]:
    plan = one.plan
    words = ", ".join(f"{name} {count}" for name, count in one.blamed.items())
    blamed = f" Spoke against goods: {words}." if words else ""
    names = sorted({name for name, _ in one.cells})
    rows = [
        f"| {name} | {' | '.join(_cell(one, name, severity) for severity in SEVERITIES)} | "
        f"{one.cells[name, SEVERITIES[-1]].check} |"
        for name in names
    ]
    return [
        f"### {plan.mould}, {plan.of}: {plan.goods} goods learnt, {plan.fresh} fresh, {plan.each} of each defect and severity",
        f"Promised by {one.promise}. Kept on fresh goods: {one.rejected:.1%} rejected, {one.not_passed:.1%} not passed; "
        f"{one.over_target:.1%} over the limit for 2 %.{blamed}",
        f"Lamps a tenth darker: {one.dim_warned:.0%} of fresh goods come with a warning, {one.dim_rejected:.0%} are rejected. "
        f"Not judged: {one.unjudged}.",
        "",
        f"| defect | {' | '.join(f'severity {severity}' for severity in SEVERITIES)} | check |",
        "|---|---|---|---|---|",
        *rows,
        "",
    ]


def _cell(one: Result, name: str, severity: float) -> str:
    cell = one.cells[name, severity]
    overlap = "-" if cell.iou is None else f"{cell.iou:.2f}"
    return f"{cell.auroc:.3f} / {cell.escapes:.0%} / {cell.passed:.0%} / {overlap}"


def _costs(results: Sequence[Result], memory_mb: float, model_mb: float) -> list[str]:
    wall = sorted(ms for one in results for ms in one.judge_ms)
    cpu = sorted(ms for one in results for ms in one.judge_cpu_ms)
    decode = median(ms for one in results for ms in one.decode_ms)
    most = max(results, key=lambda one: one.plan.goods)
    return [
        "### What it costs",
        "One thread, on a machine shared with others: the time of a core beside the time on the clock.",
        "",
        "| what | wanted | core | clock |",
        "|---|---|---|---|",
        f"| judge a part, five lights, all checks | median <= 60 ms | {median(cpu):.0f} ms | {median(wall):.0f} ms |",
        f"| the same, 95th of 100 | <= 100 ms | {cpu[len(cpu) * 95 // 100]:.0f} ms | {wall[len(wall) * 95 // 100]:.0f} ms |",
        f"| decode its five JPEGs before | | | {decode:.0f} ms |",
        f"| learn {most.plan.goods} goods | <= 90 s | {most.learn_cpu_s:.0f} s | {most.learn_s:.0f} s |",
        f"| memory of learning, peak | <= 400 MB | {memory_mb:.0f} MB | |",
        f"| model | <= 20 MB | {model_mb:.1f} MB | |",
        "",
    ]
