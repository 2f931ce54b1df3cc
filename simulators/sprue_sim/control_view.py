"""A cell as its instructor sees it: what it is doing, what is set, which faults it has and could have."""

from math import inf

from sprue_contract.control import (
    ActiveFault,
    ControlView,
    FaultView,
    SettingView,
    SnapshotView,
)
from sprue_contract.words import naming
from sprue_sim import faults
from sprue_sim.control import Control
from sprue_sim.data import Preset
from sprue_sim.machine import State
from sprue_sim.orders import ranges


def view(control: Control, went_back_s: float | None = None) -> ControlView:
    """Everything about one cell at this moment."""
    live, clock, state = control.live, control.clock, control.machine.state
    doing = state.doing
    ahead_s = None if clock.fixed else (live.moment_us - control.present_us()) / 1e6
    return ControlView(
        cell=control.truth.cell,
        **naming(title=control.machine.title),
        run=live.run,
        clock_us=live.moment_us,
        ahead_s=ahead_s,
        pace="max" if clock.pace == inf else clock.pace,
        frozen=clock.frozen,
        frozen_us=clock.frozen_us,
        catching_up=live.catching_up,
        seed=state.seed,
        doing=doing.doing if doing else "production",
        stop=doing.stop.name if doing and doing.stop else None,
        counter=live.present.counter,
        settings=_settings(control),
        regrind_allowed_pct=control.machine.preset.mould.regrind_allowed_pct,
        lots_changed=state.world.more_lots,
        time_lapse=control.machine.state.haste,
        faults=_active(control, state),
        snapshots=[SnapshotView(name=name, at_us=kept.now_us) for name, kept in control.kept.items()],
        backtrack_s=control.back_s(),
        went_back_s=went_back_s,
    )


def _settings(control: Control) -> list[SettingView]:
    preset, orders = control.machine.preset, dict(control.machine.state.orders)
    in_force = control.machine.cell().settings
    return [
        SettingView(
            name=name,
            unit=range_.unit,
            in_force=getattr(in_force, name),
            ordered=orders.get(name),
            usual=getattr(preset.settings, name),
            low=range_.low,
            high=range_.high,
        )
        for name, range_ in ranges(preset).items()
    ]


def _active(control: Control, state: State) -> list[ActiveFault]:
    return [
        ActiveFault(
            name=one.name,
            severity=one.severity,
            shape=one.shape,
            time_constant_s=one.time_constant_s,
            onset_us=one.onset_us + state.shift_us,
            strength=one.strength(control.story_us),
        )
        for one in state.faults
    ]


def possible(preset: Preset) -> list[FaultView]:
    """Every fault there is, with what it does in one sentence and why it cannot be in this cell, if so."""
    return [_possible(name, preset) for name in faults.names()]


def _possible(name: str, preset: Preset) -> FaultView:
    fault = faults.fault(name)
    return FaultView(
        name=name,
        what=(fault.__doc__ or name).splitlines()[0],
        tells=list(dict.fromkeys(signal for signal, _ in fault.TELLS)),
        defects=list(fault.DEFECTS),
        why_not=fault.possible(preset),
    )
