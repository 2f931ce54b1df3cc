"""Which shots stand out and why, on made-up shots and on a real press."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from sprue_contract.quantities import plausible
from sprue_server.analytics import standouts, stands_out
from sprue_server.findings import CAVITY, FAILED, Finding, ShotFacts

USUAL = {
    CAVITY: 500.0,
    "injection_time_s": 0.8,
    "transfer_specific_pressure_bar": 1000.0,
    "cushion_volume_cm3": 5.0,
}


def shot(number: int, settings: dict[str, float] | None = None, **values: float | None) -> ShotFacts:
    wobble = 1 + ((number * 37) % 11 - 5) / 1000
    known = {name: value * wobble for name, value in USUAL.items()} | values
    return ShotFacts(f"s{number}", number, known, settings or {"set_transfer_volume_cm3": 13.5})


STEADY = [shot(number) for number in range(60)]


def test_a_usual_shot_is_called_usual():
    assert [found.key for found in stands_out.explain(shot(99), STEADY)] == ["usual"]


def test_low_cavity_pressure_is_told_first_with_the_setting_that_explains_it():
    odd = shot(99, {"set_transfer_volume_cm3": 14.0}, **{CAVITY: 380.0})
    keys = [found.key for found in stands_out.explain(odd, STEADY)]
    assert keys == ["lowest_cavity", "earlier_changeover"]
    numbers = stands_out.explain(odd, STEADY)[0].numbers
    assert numbers["value"] == 380.0
    assert numbers["percent"] == pytest.approx(24, abs=1)


def test_low_cavity_pressure_is_told_in_usual_spreads_when_it_is_not_the_lowest():
    others = [*STEADY, shot(98, **{CAVITY: 300.0})]
    assert stands_out.explain(shot(99, **{CAVITY: 380.0}), others)[0].key == "cavity_low"


def test_a_broken_off_cycle_is_called_interrupted_not_low():
    keys = [found.key for found in stands_out.explain(shot(99, **{CAVITY: 12.0}), STEADY)]
    assert keys[0] == "interrupted"


@pytest.mark.parametrize("cavity", [None, 380.0])
def test_a_cycle_that_the_machine_calls_failed_is_not_said_to_have_had_no_pressure(cavity):
    failed = replace(shot(99, **{CAVITY: cavity}), quality=FAILED)
    assert stands_out.explain(failed, STEADY)[0] == Finding("failed_cycle", {}, -99.0)
    told = next(one.finding for one in standouts.analyse([*STEADY, failed]) if one.shot.id == failed.id)
    assert (told.key, told.numbers) == ("failed_cycle", {"count": 1})


def test_what_was_not_measured_is_no_finding():
    assert [f.key for f in stands_out.explain(shot(99, **{CAVITY: None}), STEADY)] == ["usual"]


def test_with_few_neighbours_nothing_is_claimed():
    assert [found.key for found in stands_out.explain(shot(99), STEADY[:3])] == ["too_few"]


def test_the_lowest_cavity_pressure_leads_and_no_shot_is_told_twice():
    odd = [shot(70, **{CAVITY: 450.0}), shot(71, cushion_volume_cm3=2.0), shot(72, **{CAVITY: 5.0})]
    found = standouts.analyse([*STEADY, *odd])
    assert [one.shot.id for one in found] == ["s70", "s72", "s71"]
    assert [one.finding.key for one in found] == ["lowest_cavity", "interrupted", "cushion_low"]


def real_shots(folder: Path, name: str) -> list[ShotFacts]:
    numpy = pytest.importorskip("numpy")
    loaded = numpy.load(folder / f"{name}_curves.npz")
    place = list(loaded["signals"]).index("cavity_pressure_bar")
    peaks = dict(
        zip(
            loaded["cycle"].tolist(),
            numpy.nan_to_num(loaded["curves"][:, place]).max(axis=1).tolist(),
            strict=True,
        )
    )
    with (folder / f"{name}_cycles.csv").open(encoding="utf-8") as file:
        return [_real(row, peaks[int(row["cycle"])]) for row in csv.DictReader(file)]


def _real(row: dict[str, str], peak_bar: float) -> ShotFacts:
    def number(column: str) -> float | None:
        return float(row[column]) if row.get(column) else None

    values = {
        CAVITY: peak_bar,
        "injection_time_s": plausible("injection_time_s", number("injection_time_s")),
        "transfer_specific_pressure_bar": plausible(
            "transfer_specific_pressure_bar", number("transfer_pressure_bar")
        ),
    }
    settings = {name: number(name) for name in row if name.startswith("set_")}
    return ShotFacts(row["cycle"], int(row["cycle"]), values, settings)


def test_on_a_real_press_the_lowest_cavity_pressure_is_explained_by_its_early_changeover(kassel):
    shots = real_shots(kassel, "doe")
    lowest = standouts.analyse(shots)[0]
    assert lowest.finding.key == "lowest_cavity"
    complete = [one.values[CAVITY] for one in shots if one.good]
    assert lowest.shot.values[CAVITY] == min(complete)
    assert lowest.shot.settings["set_transfer_volume_cm3"] == 14.0, "the earliest change-over of the plan"
    keys = [found.key for found in stands_out.explain(lowest.shot, shots)]
    assert "earlier_changeover" in keys, "what a moulder would say"


def test_on_a_real_press_a_cycle_without_pressure_is_told_apart(kassel):
    found = standouts.analyse(real_shots(kassel, "doe"))
    broken = next(one for one in found if one.finding.key == "interrupted")
    assert broken.shot.values[CAVITY] < 100
