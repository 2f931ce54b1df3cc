"""A control chart as a table: a row for each point, columns for each diagram, the rules that speak."""

from collections.abc import Iterator

from sprue_server.quality_views import ControlChart

LINES = ("values", "centre", "lower", "upper", "alarm_lower", "alarm_upper")
Cell = str | int | float | None


def head(chart: ControlChart) -> list[str]:
    """Names of the columns."""
    fixed = [
        "cell",
        "origin",
        "quantity",
        "unit",
        "shot",
        "measured_us",
        "counter",
        "job",
        "stretch",
        "kind",
        "taught",
    ]
    return [*fixed, *(f"{panel.name}_{line}" for panel in chart.panels for line in LINES), "rules"]


def rows(chart: ControlChart) -> Iterator[list[Cell]]:
    """Points oldest first; rules as `panel:rule:level`, parted by blanks."""
    spoken: dict[int, list[str]] = {}
    for mark in chart.marks:
        for at in mark.points:
            spoken.setdefault(at, []).append(f"{mark.panel}:{mark.rule}:{mark.level}")
    about: list[Cell] = [chart.cell, chart.origin, chart.quantity, chart.unit]
    for place, point in enumerate(chart.points):
        job = chart.stretches[point.stretch].job
        told: list[Cell] = [
            point.shot,
            point.measured_us,
            point.counter,
            job,
            point.stretch,
            point.kind,
            int(point.taught),
        ]
        lines = [getattr(panel, line)[place] for panel in chart.panels for line in LINES]
        yield [*about, *told, *lines, " ".join(spoken.get(place, []))]
