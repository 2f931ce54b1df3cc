"""A cell's measured parts and the versions of its gauges, as the store has them."""

import logging
from collections.abc import Sequence

from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.saving import unpacked_whole
from sprue_server.gauging.cell import CellGauges, Version
from sprue_server.gauging.keeping import ASKED
from sprue_server.gauging.samples import Features, newer, samples
from sprue_server.store.gauge_tables import GaugeRow
from sprue_server.store.reader import Reader
from sprue_server.store.tables import BirthRow
from sprue_server.store.visibility import Stretch

log = logging.getLogger(__name__)


def looked(features: Features, cells: dict[str, CellGauges], cell: str, after_us: int = 0) -> CellGauges | None:
    """What is known of a cell, with what was measured from a moment on; kept in `cells`.

    None: it has no run that goes on, or is a visitor's press.
    """
    birth = features.reader.current_birth(cell)
    if birth is None or birth.body.get("sandbox"):
        cells.pop(cell, None)
        return None
    mould, state = _mould(birth), cells.get(cell)
    if state is None or state.mould != mould:
        state, after_us = CellGauges(cell, mould, birth.body["origin"]), 0
    state.stretches = _stretches(features.reader, cell, mould)
    if after_us:
        state.samples = newer(features, cell, state.stretches, state.samples, after_us)
    else:
        state.samples = samples(features, cell, state.stretches)
    take_versions(features.reader, state)
    cells[cell] = state
    return state


def take_versions(reader: Reader, state: CellGauges) -> None:
    """Take over what was learnt since, by this hub or another; what was ended meanwhile."""
    for row in reader.gauges(state.cell, state.mould, state.newest_number):
        version = _asked(row)
        if version is not None:
            told = state.versions.get(row.quantity, [])
            state.versions[row.quantity] = [*told, version][-ASKED:]
    known = {one.number: one for told in state.versions.values() for one in told}
    for number, (ended_us, why) in reader.gauges_ended(known).items():
        known[number].row.ended_us, known[number].row.why = ended_us, why


def _mould(birth: BirthRow) -> str:
    return str(birth.body.get("mould") or "")


def _stretches(reader: Reader, cell: str, mould: str) -> Sequence[Stretch]:
    """When this mould was in the press, as far as births tell."""
    runs = {one.run for one in reader.births(cell) if _mould(one) == mould}
    return [one for one in reader.shown(cell, None, None) if one.run in runs]


def _asked(row: GaugeRow) -> Version | None:
    """A version of another form of this program is learnt again."""
    try:
        gauge = unpacked_whole(row.model or b"")
    except GaugeError as problem:
        log.warning("gauge %s of %s: %s", row.id, row.cell, problem)
        return None
    row.model = None
    return Version(row, gauge)
