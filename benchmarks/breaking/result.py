"""What an attack came to: rows of a table, and whether all was as it must be."""

from typing import NamedTuple

from benchmarks.breaking.ledger import Verdict


class Result(NamedTuple):
    """One attack."""

    title: str
    rows: list[tuple[str, str]]
    good: bool


def told(verdict: Verdict) -> list[tuple[str, str]]:
    """The ledger's rows."""
    return [
        ("records told by the machines", f"{verdict.told:,}"),
        ("stored", f"{verdict.stored:,}"),
        ("given up on purpose, counted", f"{verdict.given_up:,}"),
        ("lost / doubled / at a wrong place", f"{verdict.lost} / {verdict.doubled} / {verdict.wrong}"),
    ]


def table(results: list[Result]) -> str:
    """As Markdown."""
    lines = ["| attack | what | |", "|---|---|---|"]
    for one in results:
        for place, (what, figure) in enumerate(one.rows):
            title = f"**{one.title}** {'✓' if one.good else '✗'}" if place == 0 else ""
            lines.append(f"| {title} | {what} | {figure} |")
    return "\n".join(lines)
