"""What an instructor may set on a cell: how far each setting goes on this press, with this mould and material.

Between the limits the physics answers whatever the other settings are; a part may well be short, or burnt.
"""

from typing import NamedTuple

from sprue_contract.refusals import Param, RefusalView, refusal
from sprue_sim.data import Preset, Settings

COLDEST_WATER_C = 5.0
FLOWS_K, FREEZES_K, EJECTS_K = 15.0, 15.0, 8.0  # over no-flow, under no-flow, under a safe ejection
COLDER_K, HOTTER_K = 40.0, 60.0  # than the usual range of the melt
MOST_BACK_BAR, LONGEST_HOLD_S, LONGEST_COOLING_S = 400.0, 30.0, 120.0
SLOWEST_SHARE, MOST_METERED = 0.1, 2.5  # of the press's flow; of the cell's own volume
Orders = tuple[tuple[str, float], ...]


class Refused(Exception):  # noqa: N818  # an answer, not an accident
    """A wish that is not fulfilled: its HTTP status, and why, as a code with parameters or as told."""

    def __init__(self, status: int, why: str | RefusalView, /, **params: Param) -> None:
        self.view = refusal(why, **params) if isinstance(why, str) else why
        super().__init__(self.view.detail)
        self.status = status


class Range(NamedTuple):
    """How far a setting can be turned."""

    unit: str
    low: float
    high: float


def ranges(preset: Preset) -> dict[str, Range]:
    """Every setting with its unit and limits."""
    own, press, thermal = preset.settings, preset.press, preset.material.thermal
    coldest, hottest = preset.material.melt_c
    coldest = max(thermal.no_flow_c + FLOWS_K, coldest - COLDER_K)
    warmest = min(thermal.eject_c - EJECTS_K, thermal.no_flow_c - FREEZES_K)
    most = min(press.stroke_cm3, MOST_METERED * own.metered_cm3)
    return {
        "nozzle_c": Range("°C", _digits(coldest), _digits(hottest + HOTTER_K)),
        "mould_c": Range("°C", COLDEST_WATER_C, _digits(warmest)),
        "flow_cm3_s": Range("cm³/s", _digits(SLOWEST_SHARE * press.max_flow_cm3_s), press.max_flow_cm3_s),
        "metered_cm3": Range("cm³", _digits(0.3 * own.metered_cm3), _digits(most)),
        "transfer_cm3": Range("cm³", _digits(0.05 * own.transfer_cm3), _digits(0.98 * own.metered_cm3)),
        "hold_bar": Range("bar", 10, press.max_pressure_bar),
        "hold_s": Range("s", 0.1, LONGEST_HOLD_S),
        "hold_start_bar": Range("bar", 10, press.max_pressure_bar),
        "hold_end_s": Range("s", 0, 5),
        "back_bar": Range("bar", 5, MOST_BACK_BAR),
        "screw_1_min": Range("1/min", 10, press.screw_speed_1_min),
        "cooling_s": Range("s", 0.5, LONGEST_COOLING_S),
        "regrind_pct": Range("%", 0, preset.mould.regrind_allowed_pct),
    }


def _digits(value: float) -> float:
    return float(f"{value:.3g}")


def ordered(preset: Preset, orders: Orders, name: str, value: float | None) -> Orders:
    """The orders with one more; without a value the setting is the cell's own again.

    Raises:
        Refused: there is no such setting, or it cannot be turned so far.
    """
    known = ranges(preset)
    if name not in known:
        raise Refused(422, "unknown_setting", setting=name, settings=list(known))
    changed = {key: number for key, number in orders if key != name}
    if value is not None:
        _within(preset, name, value, known[name])
        changed[name] = value
    _fits(preset, changed)
    return tuple(changed.items())


def _within(preset: Preset, name: str, value: float, range_: Range) -> None:
    if name == "regrind_pct" and value > range_.high:
        mould = preset.mould
        sold = {"mould": mould.name.texts, "market": mould.market}
        raise Refused(422, "regrind_not_allowed", value=value, most=range_.high, **sold)
    if not range_.low <= value <= range_.high:
        limits = {"low": range_.low, "high": range_.high}
        raise Refused(422, "setting_range", setting=name, value=value, unit=range_.unit, **limits)


def _fits(preset: Preset, changes: dict[str, float]) -> None:
    settings = Settings.model_construct(**(preset.settings.model_dump() | changes))
    if settings.transfer_cm3 >= settings.metered_cm3:
        volumes = {"transfer": settings.transfer_cm3, "metered": settings.metered_cm3}
        raise Refused(422, "transfer_over_metered", **volumes)
