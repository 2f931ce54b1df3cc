"""What the hub reads is what people expect to see: visible runs, in order, whole."""

import math

import psycopg
import pytest
from store_world import CHANNELS, T0, Place, S, arrival, birth, opened, roll_all, sample, shot

from sprue_contract.layout import layout_id
from sprue_contract.payloads import Event, Measurement
from sprue_server.store.shots import key_of

MELT, OIL = "melt_temperature_c", "oil_temperature_c"
NOTE = Event(what="note", name="hello")


def at(second: float) -> int:
    return T0 + int(second * S)


async def test_shots_come_newest_first_and_between_the_times_asked(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth()))], [])
        await store.keep([arrival(*((n, at(n), shot(n)) for n in range(2, 12)))], [])
        assert [row.counter for row in reader.shots("imm-1", limit=3)] == [11, 10, 9]
        asked = reader.shots("imm-1", after_us=at(4), before_us=at(7))
        assert [row.counter for row in asked] == [6, 5, 4]
        assert reader.shots("imm-2") == []
        (row,) = reader.shots("imm-1", limit=1)
        assert (row.cavity_pressure_maximum_bar, row.cushion_volume_cm3) == (500.0, None)
        assert (row.more, row.settings) == ({"part_length_mm": 12.5}, {"set_hold_time_s": 4.0})
        assert reader.shot(*key_of(row)) == row
        assert reader.shot(row.stream, row.measured_us, 999) is None


async def test_the_lowest_cavity_pressure_comes_first_and_missing_ones_do_not_come(place: Place):
    peaks = [500.0, None, 380.0, 410.0, None, 600.0]
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth()))], [])
        await store.keep([arrival(*((n + 2, at(n), shot(n, peak)) for n, peak in enumerate(peaks)))], [])
        found = reader.shots("imm-1", order="lowest-cavity-pressure", limit=3)
        assert [row.cavity_pressure_maximum_bar for row in found] == [380.0, 410.0, 500.0]
        late = reader.shots("imm-1", order="lowest-cavity-pressure", after_us=at(3))
        assert [row.cavity_pressure_maximum_bar for row in late] == [410.0, 600.0]


async def restarted(store) -> None:
    """History of 100 s, a first run from 100 s on, and one that goes back to 150 s."""
    for run, start, until in (("past", 0, 99), ("first", 100, None), ("again", 150, None)):
        told = birth(at(start), None if until is None else at(until))
        await store.keep([arrival((start + 1, at(start), told), run=run)], [])
        seconds = range(start, min(until or 200, 200) + 1, 10)
        await store.keep([arrival(*((s + 1000, at(s), shot(s)) for s in seconds), run=run)], [])
        await store.keep([arrival(*((s + 2000, at(s), NOTE) for s in seconds), run=run)], [])
        frames = [(at(s), start, None) for s in seconds]
        await store.keep([arrival((start + 3000, at(start), sample(*frames)), run=run)], [])


async def test_everywhere_a_later_run_hides_what_earlier_runs_said_of_the_same_time(place: Place):
    async with opened(place) as (store, reader):
        await restarted(store)
        await roll_all(store)
        wanted = ["past"] * 10 + ["first"] * 5 + ["again"] * 6
        assert [row.run for row in reversed(reader.shots("imm-1"))] == wanted
        assert [row.run for row in reversed(reader.events(["imm-1"]))] == wanted
        (part,) = reader.series("imm-1", [MELT], from_us=T0, to_us=at(300), points=2000)["series"]
        assert part["low"] == [0] * 10 + [100] * 5 + [150] * 6
        whole = reader.series("imm-1", [MELT], from_us=at(-86_400), to_us=at(86_400), points=100)
        assert whole["rung"] == "10min"
        assert max(value for value in whole["series"][0]["high"] if value is not None) == 150
        current = reader.current_birth("imm-1")
        assert current is not None
        assert current.run == "again"


async def test_neighbours_are_those_a_person_would_page_to(place: Place):
    async with opened(place) as (store, reader):
        await restarted(store)
        shown = reader.shots("imm-1")[::-1]
        for before, here, after in zip([None, *shown], shown, [*shown[1:], None], strict=False):
            assert reader.neighbours(here) == (before, after)


async def test_two_shots_of_one_moment_are_each_others_neighbours(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth()))], [])
        await store.keep([arrival(*((n, T0, shot(n)) for n in (2, 3, 4)))], [])
        last, middle, first = reader.shots("imm-1")
        assert reader.neighbours(middle) == (first, last)


async def test_what_was_said_before_a_birth_is_shown_when_the_birth_comes(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((2, at(1), shot(1))), arrival((3, T0, sample((T0, 1, 2))))], [])
        assert reader.cells() == ["imm-1"]
        assert reader.shots("imm-1") == []
        assert reader.series("imm-1", [MELT], from_us=T0, to_us=at(9))["series"][0]["t_us"] == []
        await store.keep([arrival((1, T0, birth()))], [])
        assert len(reader.shots("imm-1")) == 1
        assert reader.series("imm-1", [MELT], from_us=T0, to_us=at(9))["series"][0]["low"] == [1]


async def test_events_of_all_cells_come_together_newest_first(place: Place):
    async with opened(place) as (store, reader):
        for n, cell in enumerate(("imm-1", "imm-2")):
            await store.keep([arrival((1, T0, birth()), cell=cell)], [])
            await store.keep([arrival(*((s, at(2 * s + n), NOTE) for s in range(2, 5)), cell=cell)], [])
        both = ["imm-1", "imm-2"]
        assert [row.cell for row in reader.events(both, limit=5)] == [*reversed(both), *reversed(both), "imm-2"]
        assert [row.cell for row in reader.events(["imm-2"])] == ["imm-2"] * 3
        assert len(reader.events(both, after_us=at(6), before_us=at(8))) == 2


async def test_curves_come_back_for_one_shot_and_for_many(place: Place):
    wave = [100 * math.sin(n / 9) for n in range(200)]
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth()))], [])
        rows = [arrival((n, at(n), shot(n, curve=wave if n % 2 else None))) for n in range(2, 60)]
        await store.keep(rows, [])
        shots = reader.shots("imm-1")
        found = reader.curves_of(shots)
        assert set(found) == {key_of(row) for row in shots if row.counter % 2}
        for row in shots:
            curves = reader.curves(row)
            assert bool(curves) == row.has_curves
            assert all(one.listed() == pytest.approx(wave, abs=0.0501) for one in curves)


async def test_a_gauges_reading_finds_its_shot_by_moment_or_by_count(place: Place):
    def gauge(**named: int) -> Measurement:
        return Measurement(inspector="scales", origin="real", values={"weight_g": 8.0}, **named)

    async with opened(place) as (store, reader):
        for run, start in (("r1", 0), ("r2", 50)):
            await store.keep([arrival((1, T0, birth(at(start))), run=run)], [])
            await store.keep([arrival((2, at(start), shot(1)), (3, at(start + 1), shot(2)), run=run)], [])
        told = [gauge(shot_measured_us=at(51)), gauge(shot_counter=2), gauge(shot_counter=1), gauge()]
        await store.keep([arrival(*((n + 4, at(60), one) for n, one in enumerate(told)), run="r2")], [])
        counts = {
            (row.run, row.counter): [m.seq for m in reader.measurements_of(row)]
            for row in reader.shots("imm-1")
        }
        assert counts == {("r2", 2): [4, 5], ("r2", 1): [6], ("r1", 2): [], ("r1", 1): []}


async def test_a_chart_goes_on_when_a_layout_changes(place: Place):
    fewer = CHANNELS[1:]
    short = birth(layout=layout_id(fewer), channels=fewer)
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth())), arrival((2, T0 + 1, short))], [])
        frames = [sample((at(0), 1, 2), (at(1), 3, 4))]
        later = sample((at(2), 6, None)).model_copy(
            update={"layout": layout_id(fewer), "frames": [[at(2), 6], [at(3), 8]]}
        )
        await store.keep([arrival((3, T0, frames[0])), arrival((4, T0, later))], [])
        for _ in range(2):
            melt, oil, other = reader.series("imm-1", [MELT, OIL, "x"], from_us=T0, to_us=at(9))["series"]
            assert (melt["low"], oil["low"], other["low"]) == ([1, 3], [2, 4, 6, 8], [])
            assert (melt["unit"], oil["unit"], other["unit"]) == ("°C", "°C", "")
            await roll_all(store)


async def test_a_chart_is_never_behind_and_is_the_same_before_and_after_the_roll_up(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth()))], [])
        for begin in range(0, 7200, 600):
            frames = ((at(s), math.sin(s), None) for s in range(begin, begin + 600))
            await store.keep([arrival((begin + 2, at(begin), sample(*frames)))], [])
        period = {"from_us": at(0) - 86_400 * S, "to_us": at(7200)}
        before = reader.series("imm-1", [MELT], **period)
        await store.roll()
        between = reader.series("imm-1", [MELT], **period)
        await roll_all(store)
        after = reader.series("imm-1", [MELT], **period)
        assert before["rung"] == after["rung"] == "1min"
        for one in (between, after):
            assert one["series"][0]["low"] == before["series"][0]["low"]
            assert one["series"][0]["high"] == before["series"][0]["high"]


async def test_roll_ups_are_built_again_when_they_are_deleted_or_the_calendar_changes(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth())), arrival((2, T0, sample((T0, 1, 2))))], [])
        await roll_all(store)
        await store.rebuild()
        assert store.behind() == 30, "all minutes of the half hours of which there are frames"
        await roll_all(store)
    delete_roll_ups(place)
    async with opened(place) as (store, reader):
        period = {"from_us": T0 - 86_400 * S, "to_us": T0 + 86_400 * S}
        for _ in range(3):
            assert reader.series("imm-1", [MELT], **period)["series"][0]["high"] == [1]
            await store.roll()
        assert store.behind() == 0


async def test_origins_and_bookkeeping_of_an_empty_store_are_empty(place: Place):
    async with opened(place) as (store, reader):
        assert (reader.cells(), reader.tallies(), reader.counts(), reader.latest_measured()) == ([], {}, {}, {})
        assert (reader.quarantine(), reader.audit(), reader.secrets()) == ([], [], {})
        assert (reader.login("x"), reader.stream(1), reader.current_birth("imm-1")) == (None, None, None)
        await store.keep([arrival((1, T0, birth()))], [])
        assert reader.origins("imm-1") == {"r1": "simulated"}


def delete_roll_ups(place: Place) -> None:
    if place.database is None:
        for path in place.data.glob("rollups.db*"):
            path.unlink()
    else:
        with psycopg.connect(place.database) as db:
            db.execute("TRUNCATE frames.roll, frames.roll_block, frames.built_for")


async def test_a_sandbox_shows_its_next_visitor_nothing_of_the_one_before(place: Place):
    async with opened(place) as (store, reader):
        for session, start in (("s1", 500), ("s2", 100)):  # the first one's clock had run ahead
            told, run = birth(at(start), sandbox=True), f"r-{session}"
            await store.keep([arrival((1, at(start), told), run=run, session=session)], [])
            for body in (shot(1, curve=[1.0, 2.0]), NOTE):
                await store.keep([arrival((2, at(start), body), run=run, session=session)], [])
        assert [row.run for row in reader.shots("imm-1")] == ["r-s2"]
        assert [row.run for row in reader.events(["imm-1"])] == ["r-s2"]
        assert reader.current_birth("imm-1").run == "r-s2"
        (row,) = reader.shots("imm-1")
        assert len(reader.curves(row)) == 1
        assert reader.neighbours(row) == (None, None)
        assert sum(reader.tallies().values()) == 6, "what was stored stays counted"


async def test_a_sandbox_keeps_what_it_told_when_it_begins_another_run(place: Place):
    async with opened(place) as (store, reader):
        for run, start in (("r-1", 100), ("r2-1", 200)):
            await store.keep([arrival((start, at(start), birth(at(start), sandbox=True)), run=run)], [])
            await store.keep([arrival((start + 1, at(start), shot(start)), run=run)], [])
        assert [row.run for row in reader.shots("imm-1")] == ["r2-1", "r-1"]
