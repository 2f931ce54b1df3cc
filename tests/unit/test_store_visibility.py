"""Which run is shown when."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_contract.fields import MAX_EXACT
from sprue_server.store.tables import BirthRow
from sprue_server.store.visibility import Stretch, born_order, current, visible, within


def birth(run: str, started_us: int, until_us: int | None = None, arrived_us: int = 0) -> BirthRow:
    return BirthRow(
        cell="imm-1",
        run=run,
        layout="",
        gateway="gw",
        born_us=started_us,
        started_us=started_us,
        until_us=until_us,
        arrived_us=arrived_us,
        origin="simulated",
        body={},
    )


moments = st.integers(0, 60)
reaches = st.tuples(moments, st.one_of(st.none(), st.integers(0, 20)))


@st.composite
def births(draw: st.DrawFn) -> list[BirthRow]:
    told = draw(st.lists(reaches, max_size=8))
    rows = [
        birth(f"r{n}", start, None if length is None else start + length, arrived_us=n)
        for n, (start, length) in enumerate(told)
    ]
    return draw(st.permutations(rows))


def shown_at(births: list[BirthRow], moment: int) -> str | None:
    """The rule in one sentence: of all runs that reach over this moment, the latest born."""
    reaching = [b for b in births if b.started_us <= moment and (b.until_us is None or moment <= b.until_us)]
    return max(reaching, key=born_order).run if reaching else None


@settings(deadline=None, max_examples=40)
@given(births())
def test_at_any_moment_the_latest_born_run_that_reaches_it_is_shown(rows: list[BirthRow]):
    stretches = visible(rows)
    for moment in range(90):
        there = [stretch.run for stretch in stretches if stretch.from_us <= moment < stretch.to_us]
        assert there == [run for run in [shown_at(rows, moment)] if run is not None]


@settings(deadline=None, max_examples=40)
@given(births())
def test_stretches_are_in_order_and_do_not_overlap(rows: list[BirthRow]):
    stretches = visible(rows)
    assert all(stretch.from_us < stretch.to_us for stretch in stretches)
    assert all(a.to_us <= b.from_us for a, b in pairwise(stretches))


@settings(deadline=None, max_examples=40)
@given(births(), moments, moments)
def test_cut_to_a_period_nothing_reaches_beyond_it(rows: list[BirthRow], low: int, high: int):
    cut = within(visible(rows), low, high)
    assert all(low <= stretch.from_us < stretch.to_us <= high for stretch in cut)


def test_history_stays_visible_before_the_live_run_begins():
    assert visible([birth("now", 100), birth("past", 0, 99)]) == [
        Stretch("past", 0, 100),
        Stretch("now", 100, MAX_EXACT),
    ]


def test_a_run_that_goes_back_in_time_hides_what_came_after():
    assert visible([birth("first", 0), birth("again", 50)])[0] == Stretch("first", 0, 50)


def test_two_runs_from_one_fixed_epoch_are_told_apart_by_their_arrival():
    rows = [birth("b-older", 0, arrived_us=1), birth("a-newer", 0, arrived_us=2)]
    assert current(rows) is rows[1]
    assert visible(rows) == [Stretch("a-newer", 0, MAX_EXACT)]


def test_history_alone_is_not_a_current_run():
    assert current([birth("past", 0, 99)]) is None


def test_two_layouts_of_a_run_are_one_run():
    assert visible([birth("r1", 0), birth("r1", 0)]) == [Stretch("r1", 0, MAX_EXACT)]
