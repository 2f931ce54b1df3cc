"""Each file of the simulated cells' library keeps the same promises; a new file is tested when it exists."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from sprue_contract.quantities import QUANTITIES
from sprue_contract.words import Words
from sprue_sim import library
from sprue_sim.channels import ONLY_WITH
from sprue_sim.control_time import SEEDED_US
from sprue_sim.data import Auxiliary, Mould, Preset
from sprue_sim.library import names
from sprue_sim.machine import Machine
from sprue_sim.physics import clamp, drives, regrind
from sprue_sim.process import curves, press
from sprue_sim.process.conditions import Conditions, neutral

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ["materials", "presses", "moulds", "auxiliaries", "cells"]
WALL_RISE_K = 8.0  # settled wall over coolant; 4 to 17 K are usual
BARREL = 1.5  # melt in the barrel over the largest shot, usual for 20 D
SPECIFIC_KWH_KG = {"hydraulic": (0.6, 1.2), "servo-hydraulic": (0.35, 0.65), "electric": (0.2, 0.6)}
PRODUCTS = {  # grams a part, seconds a cycle: as a district's firms run them
    "bottle-cap": ((2, 3), (10, 14)),
    "lunch-box": ((55, 65), (15, 20)),
    "food-tub": ((15, 20), (8, 10)),
    "bottle-collar": ((5, 8), (15, 20)),
    "toy-gear": ((2.7, 3.3), (20, 24)),
    "toy-figure": ((6, 10), (22, 30)),
    "automotive-clip": ((1.7, 2.3), (18, 22)),
    "cosmetic-jar": ((18, 22), (25, 30)),
    "lamp-lens": ((120, 160), (35, 45)),
}


READ = {
    "materials": library.material,
    "presses": library.press,
    "moulds": library.mould,
    "auxiliaries": library.auxiliary,
    "cells": library.preset,
}
EVERY = [(folder, name) for folder in FOLDERS for name in names(folder)]
CELLS = [name for name in names("cells") if name in PRODUCTS]  # the measured cap is compared elsewhere


LANGUAGES = {path.stem for path in (ROOT / "dashboards" / "src" / "i18n").glob("*.json")}
SHOWN = {
    "materials": {"name"},
    "presses": {"name"},
    "moulds": {"name", "product"},
    "cells": {"title"},
}


class Made(NamedTuple):
    """A cell's first shot at its settings."""

    preset: Preset
    now: Conditions
    shot: press.Shot

    @property
    def shot_g(self) -> float:
        """With runners."""
        return float(self.shot.injection.inside_cm3) * self.preset.material.thermal.melt_kg_m3 / 1000

    def inside_share(self, at_s: float) -> float:
        """Melt in cavities and runners over what fills them without pressure."""
        traces = self.shot.injection.traces
        return float(np.interp(at_s, traces.t_s, traces.inside_cm3)) / press.needed_cm3(self.preset)


@pytest.fixture(params=CELLS)
def made(request: pytest.FixtureRequest) -> Made:
    preset = library.preset(request.param)
    now = neutral(preset.settings.nozzle_c, preset.settings.mould_c + WALL_RISE_K)
    return Made(preset, now, press.shot(preset, preset.settings, now))


@pytest.mark.parametrize(("folder", "name"), EVERY)
def test_every_file_loads(folder: str, name: str):
    READ[folder](name)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_two_files_of_a_folder_bear_the_same_name(folder: str):
    things = [READ[folder](name) for name in names(folder)]
    called = [thing.title if isinstance(thing, Preset) else thing.name for thing in things]
    assert len(set(called)) == len(called)


@pytest.mark.parametrize(
    ("folder", "name"), [(folder, name) for folder, name in EVERY if folder != "auxiliaries"]
)
def test_every_name_that_a_screen_shows_is_there_in_every_language(folder: str, name: str):
    told = {key: said for key, said in READ[folder](name) if isinstance(said, Words)}
    assert told.keys() == SHOWN[folder]
    for key, said in told.items():
        assert said.texts.keys() >= LANGUAGES, f"{folder}/{name}.yaml: write {key}: {{en: ..., es: ...}}"


@pytest.mark.parametrize("path", sorted((library.HERE / "plants").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_plants_that_come_with_it_are_named_in_every_language(path: Path):
    text = path.read_text(encoding="utf-8")
    plain = re.findall(r"^[ -]*(?:title|machine|product|mould|material): (?!\{)(.*)$", text, re.MULTILINE)
    assert plain == [], "write each name as {en: ..., es: ...}"


@pytest.mark.parametrize(("folder", "name"), EVERY)
def test_every_file_says_where_its_numbers_come_from(folder: str, name: str):
    text = (library.HERE / folder / f"{name}.yaml").read_text(encoding="utf-8")
    if not name.startswith(("kassel", "laboratory")):  # measured: benchmarks/calibrate.py
        assert "source:" in text


def test_there_is_what_a_district_has():
    presses = [library.press(name) for name in names("presses")]
    materials = [library.material(name) for name in names("materials")]
    kinds = {library.auxiliary(name).kind for name in names("auxiliaries")}
    assert len(presses) >= 6
    assert {one.drive for one in presses} == set(SPECIFIC_KWH_KG)
    assert {350, 3500} <= {one.clamp_kn for one in presses}
    assert {one.family for one in materials} >= {"PP", "HDPE", "PS", "ABS", "PC", "PA66", "POM"}
    assert len(CELLS) >= 8
    assert set(PRODUCTS) <= set(names("moulds"))
    assert {library.mould(name).cavities for name in PRODUCTS} >= {1, 8}
    assert any(0.0 in library.mould(name).balance for name in PRODUCTS), "a blocked cavity"
    assert {"dryer", "tcu", "chiller", "hot_runner", "robot", "granulator"} < kinds
    assert {"energy_meter", "hall_climate"} < kinds
    noise = {one.drive: one.noise for one in sorted(presses, key=lambda one: one.noise)}
    assert noise["hydraulic"] > noise["servo-hydraulic"] > noise["electric"]


@pytest.mark.parametrize("name", names("auxiliaries"))
def test_a_band_of_a_device_is_of_a_channel_that_it_measures(name: str):
    device = library.auxiliary(name)
    measured = {channel for channel, kind in ONLY_WITH.items() if kind == device.kind}
    hall = {"hall_temperature_c", "hall_humidity_pct"} if device.kind == "hall_climate" else set()
    assert device.normal.keys() <= measured | hall


@pytest.mark.parametrize("name", names("cells"))
def test_of_a_cell_in_order_no_channel_is_called_unusual(name: str):
    machine = Machine(library.preset(name), "Cell", 5, SEEDED_US)
    channels = machine.birth(1.0).body["channels"]
    told = [record for _ in range(12) for record in machine.advance()]
    frames = np.array([frame[1:] for one in told if one.kind == "sample" for frame in one.body["frames"]])
    for channel, values in zip(channels, frames.T, strict=True):
        low, high = channel["normal_low"], channel["normal_high"]
        if low is not None:
            assert low <= values.min(), channel["name"]
            assert values.max() <= high, channel["name"]


@pytest.mark.parametrize("name", names("moulds"))
def test_cavities_are_balanced_about_their_mean_and_vents_are_shallower_than_melt_enters(name: str):
    mould = library.mould(name)
    open_ones = [share for share in mould.balance if share]
    assert np.mean(open_ones) == pytest.approx(1, abs=0.005)
    assert max(open_ones) - min(open_ones) <= 0.045
    assert not mould.regrind_allowed_pct or mould.market not in {*regrind.REFUSED, "cosmetic"}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_fits_together(name: str):
    preset = library.preset(name)
    settings, material, mould = preset.settings, preset.material, preset.mould
    assert material.melt_c[0] <= settings.nozzle_c <= material.melt_c[1]
    assert settings.mould_c + WALL_RISE_K < material.thermal.eject_c < material.thermal.no_flow_c
    assert mould.vent_um < material.vent_um
    assert settings.flow_cm3_s <= preset.press.max_flow_cm3_s
    assert settings.screw_1_min <= preset.press.screw_speed_1_min
    assert 0.2 < settings.metered_cm3 / preset.press.stroke_cm3 < 0.8
    assert (preset.auxiliary("hot_runner") is not None) == (mould.runner == "hot")
    wet = material.moisture.saturation_pct > material.moisture.limit_pct
    dryer, chiller = preset.auxiliary("dryer"), preset.auxiliary("chiller")
    assert dryer or not wet
    assert not dryer or abs(dryer.numbers["air_c"] - material.moisture.dry_c) <= 5, "hotter, and pellets cake"
    assert not chiller or chiller.numbers["water_c"] + 3 < settings.mould_c
    kinds = [device.kind for device in preset.auxiliaries]
    assert len(kinds) == len(set(kinds)), "of two devices of a kind only the first is ever asked"
    assert settings.regrind_pct <= mould.regrind_allowed_pct


def test_fill_changes_over_by_position_just_before_the_cavity_is_full(made: Made):
    shot, transfer_s = made.shot, float(made.shot.injection.transfer_s)
    limit = made.preset.press.max_pressure_bar
    assert 0.15 < shot.injection_s < 2.5
    assert 0.35 < shot.transfer_bar / limit < 0.8
    assert not shot.injection.by_time
    assert 0.95 < made.inside_share(transfer_s) < 1.0
    assert shot.fill_share >= 1
    assert made.preset.settings.hold_bar < shot.transfer_bar


def test_hold_lasts_until_the_gate_has_sealed_and_leaves_a_cushion(made: Made):
    settings, shot = made.preset.settings, made.shot
    assert shot.feed.gate_s > 1.5 * shot.injection_s
    assert 1.1 * shot.feed.gate_s < shot.injection.transfer_s + settings.hold_s
    assert 0.04 < shot.cushion_cm3 / settings.metered_cm3 < 0.15
    assert 150 < shot.cavity_peak_bar < 600


def test_recovery_is_over_before_the_part_is_cold(made: Made):
    assert made.shot.dosing_s + 0.5 < made.preset.settings.cooling_s


def test_a_cell_runs_at_the_districts_pace_and_weight(made: Made, request: pytest.FixtureRequest):
    grams, seconds = PRODUCTS[request.node.callspec.params["made"]]
    mould = made.preset.mould
    part_g = made.shot_g * mould.part_cm3 / press.needed_cm3(made.preset)
    assert grams[0] <= part_g <= grams[1]
    assert seconds[0] <= made.shot.cycle_s <= seconds[1]


def test_the_press_keeps_the_mould_shut_with_a_tenth_in_hand(made: Made):
    force = clamp.opening_kn(
        float(made.shot.cavity_peak_bar),
        projected_cm2=made.preset.mould.projected_cm2,
        cavities=press.open_cavities(made.preset),
    )
    assert clamp.clamp_needed_kn(force, margin=0.1) < made.preset.press.clamp_kn


def test_melt_stays_in_the_barrel_for_minutes_and_not_too_long(made: Made):
    barrel_cm3 = BARREL * made.preset.press.stroke_cm3
    shots = barrel_cm3 / float(made.shot.injection.inside_cm3)
    assert 0.8 < shots * made.shot.cycle_s / 60 < made.preset.material.residence_min * 0.7


def test_a_cell_takes_the_energy_that_is_published_for_its_drive(made: Made):
    low, high = SPECIFIC_KWH_KG[made.preset.press.drive]
    assert low < specific_kwh_kg(made) < high


def specific_kwh_kg(made: Made) -> float:
    machine, settings, shot = made.preset.press, made.preset.settings, made.shot
    thermal, rate = made.preset.material.thermal, made.shot_g / shot.cycle_s
    fill_s, hold_s = float(shot.injection.transfer_s), settings.hold_s + settings.hold_end_s
    dosing_s, moving_s = float(shot.dosing_s), machine.close_s + machine.open_s
    mean_bar, limit = 0.75 * float(shot.peak_bar), machine.max_pressure_bar
    packed = drives.melt_kw(settings.hold_bar, 0.1 * made.shot_g / settings.hold_s)
    cycle = drives.Cycle(
        clamp=drives.Phase(moving_s, 0.004 * made.shot_g, 0.5),
        inject=drives.Phase(fill_s, drives.melt_kw(mean_bar, settings.flow_cm3_s), mean_bar / limit),
        hold=drives.Phase(hold_s, packed, settings.hold_bar / limit),
        recover=drives.Phase(dosing_s, drives.screw_kw(made.shot_g / dosing_s), 0.5),
        idle=drives.Phase(shot.cycle_s - moving_s - fill_s - hold_s - dosing_s),
    )
    enthalpy = thermal.heat_j_kg_k / 1000 * (settings.nozzle_c - 23) + thermal.fusion_j_kg / 1000
    heater = drives.heater_kw(
        rate,
        enthalpy_kj_kg=enthalpy,
        screw_kw=drives.screw_kw(rate),
        loss_kw=0.1 + 0.03 * machine.rated_kw,
    )
    used = drives.shot_kwh(machine.drive, machine.rated_kw, cycle, heater_kw=heater)
    return drives.specific_kwh_kg(used, made.shot_g)


def test_curves_look_like_those_of_a_press(made: Made):
    settings, shot = made.preset.settings, made.shot
    t = np.arange(0, float(shot.cycle_s), curves.PERIOD_S)
    drawn = curves.signals(made.preset, settings, made.now, shot, t)
    times = curves.times_of(made.preset, settings, shot)
    nozzle, cavity, screw = (
        drawn[name] for name in ("injection_pressure_bar", "cavity_pressure_bar", "screw_volume_cm3")
    )
    assert all(np.isfinite(signal).all() and signal.shape == t.shape for signal in drawn.values())
    filling, holding = t < times.transfer_s, (t > times.transfer_s + 0.2) & (t < times.hold_end_s - 0.7)
    assert np.all(np.diff(nozzle[filling]) > -0.01 * shot.peak_bar), "pressure rises through fill"
    assert nozzle[holding] == pytest.approx(settings.hold_bar, rel=0.02)
    assert cavity[t < 0.8 * times.transfer_s].max() < 5, "nothing before the front is there"
    assert t[cavity.argmax()] > times.transfer_s, "hold packs, fill does not"
    assert np.all(np.diff(cavity[t > times.gate_s]) <= 0), "a sealed cavity only cools"
    assert cavity[t >= times.open_s][0] < 30
    assert screw[-1] == pytest.approx(settings.metered_cm3)
    assert screw.min() > 0.9 * shot.cushion_cm3
    back = (t > times.hold_end_s) & (t < times.dose_s)
    assert np.all(np.diff(screw[back]) > -0.01), "the screw springs back when pressure goes"
    wall = drawn["cavity_wall_temperature_c"]
    assert wall.max() > wall[-1] + 20
    assert wall[-1] == pytest.approx(made.now.wall_c, abs=4)


@pytest.mark.parametrize("melt_k", [-10, 10])
def test_a_cell_bears_ten_kelvin_of_melt_either_way(made: Made, melt_k: float):
    preset = made.preset
    now = made.now._replace(melt_c=made.now.melt_c + melt_k)
    shot = press.shot(preset, preset.settings, now)
    assert shot.fill_share > 1
    assert shot.cushion_cm3 > 0
    assert shot.cavity_peak_bar == pytest.approx(made.shot.cavity_peak_bar, rel=0.35)


@pytest.fixture
def own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in FOLDERS:
        shutil.copytree(library.HERE / folder, tmp_path / folder)
    monkeypatch.setattr(library, "HERE", tmp_path)
    return tmp_path


def bent(own: Path, old: str, new: str, name: str) -> str:
    text = (own / "cells/toy-gear.yaml").read_text(encoding="utf-8")
    assert old in text
    (own / f"cells/{name}.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return name


@pytest.mark.parametrize(
    ("old", "new", "name", "says"),
    [
        ("title:", "colour: red\ntitle:", "gear-red", r"cells/gear-red\.yaml: colour: "),
        ("{nozzle_c: 205", "{nozzle_f: 401", "gear-hot", r"cells/gear-hot\.yaml: settings\.nozzle_c: "),
        ("metered_cm3: 6.5", "metered_cm3: 20.5", "gear-big", r"cells/gear-big\.yaml: .*do not fit"),
        ("material: pom-copo", "material: pim-copo", "gear-pim", r"'pim-copo' among the materials; .*pom-copo"),
    ],
)
def test_a_bad_cell_is_one_error_that_names_it(own_library: Path, old: str, new: str, name: str, says: str):
    bent(own_library, old, new, name)
    with pytest.raises(library.LibraryError, match=says) as problem:
        library.preset(name)
    assert "Nothing was started." in str(problem.value)


def test_a_bad_mould_is_one_error_that_names_it(own_library: Path):
    text = (own_library / "moulds/toy-gear.yaml").read_text(encoding="utf-8")
    for old, new in [("cavities: 2", "cavities: 3"), ("wall_mm: 2.2", "wall_inch: 0.09")]:
        assert old in text
        (own_library / "moulds/gear-bad.yaml").write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(library.LibraryError, match=r"moulds/gear-bad\.yaml: "):
            library.mould("gear-bad")


@pytest.mark.parametrize(
    ("band", "says"),
    [
        ({"dryer_dew_c": (1, 2)}, r"normal\.dryer_dew_c: no quantity is called so"),
        ({"dryer_dew_point_c": (20, 5)}, r"normal\.dryer_dew_point_c: 20 must be below 5"),
    ],
)
def test_a_band_that_makes_no_sense_is_told(band: dict[str, tuple[float, float]], says: str):
    raw = library.auxiliary("dryer-80c").model_dump() | {"normal": band}
    with pytest.raises(library.LibraryError, match=says):
        library.check(Auxiliary, raw, "auxiliaries/dryer-80c.yaml")


def test_every_cavity_blocked_is_no_mould():
    raw = library.mould("toy-gear").model_dump() | {"balance": (0.0, 0.0)}
    with pytest.raises(library.LibraryError, match="every cavity is blocked"):
        library.check(Mould, raw, "moulds/toy-gear.yaml")


@pytest.mark.parametrize("name", library.names("moulds"))
def test_what_a_gauge_measures_has_a_unit_and_a_word(name: str):
    for dimension in library.mould(name).dimensions:
        assert dimension.name in QUANTITIES, dimension.name
