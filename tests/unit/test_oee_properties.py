"""Whatever a cell tells: categories sum to calendar time, parts of a period to the whole, order is chance."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_server.oee.facts import STATES, Downtime, Facts, Interval, Job, Reading, Scrap, Span, Stop
from sprue_server.oee.figures import Oee, total
from sprue_server.oee.layers import Laid, lay
from sprue_server.oee.losses import scrap_pareto, stop_pareto, waterfall
from sprue_server.oee.reckoning import reckon, reckon_each

S = 1_000_000
END = 300  # seconds of the period that is asked for; facts lie around it
moments = st.integers(-50, END + 50).map(lambda second: second * S)
reasons = st.sampled_from(["robot", "mould", "no_reason"])


def several(one: st.SearchStrategy, most: int = 6) -> st.SearchStrategy:
    return st.lists(one, max_size=most).map(tuple)


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    start = draw(moments)
    cavities = draw(st.integers(1, 4))
    return Job(
        draw(st.sampled_from("AB")),
        start,
        start + draw(st.integers(1, 200)) * S,
        standard_cycle_s=draw(st.one_of(st.none(), st.floats(0.5, 60))),
        cavities=cavities,
        active_cavities=draw(st.integers(0, cavities)),
    )


facts_of_a_cell = st.builds(
    Facts,
    states=several(st.builds(Interval, moments, moments, st.sampled_from(STATES)), 10),
    stops=several(st.builds(Stop, moments, moments, reasons, st.sampled_from(["operator", "machine"]))),
    readings=several(st.builds(Reading, moments, st.integers(0, 60), st.sampled_from([None, *"ABC"])), 10),
    jobs=several(jobs(), 4),
    scraps=several(
        st.builds(Scrap, moments, st.integers(1, 9), reasons, st.sampled_from([None, "A", "B", "C"]))
    ),
    planned=st.one_of(st.none(), several(st.builds(Span, moments, moments))),
    downtimes=several(st.builds(Downtime, moments, moments, reasons), 3),
    goods_us=several(moments),
)


def alike(one: Oee, other: Oee) -> None:
    for name in ("times", "scrap", "flags", "unrated"):
        found, wanted = getattr(one, name), getattr(other, name)
        assert found.keys() == wanted.keys()
        for key in wanted:
            assert found[key] == pytest.approx(wanted[key])
    assert one.blocked == pytest.approx(other.blocked)
    counted = ("ideal_us", "pq", "shots", "readings")
    assert [getattr(one, name) for name in counted] == pytest.approx([getattr(other, name) for name in counted])


@settings(max_examples=150, deadline=None)
@given(facts_of_a_cell)
def test_categories_sum_to_calendar_time_exactly_and_ratios_have_bounds(facts: Facts):
    told = reckon(facts, 0, END * S)
    assert told.calendar_us == END * S
    assert all(lost.us > 0 for lost in told.times.values())
    assert 0 <= told.apt_us <= told.pbt_us <= told.calendar_us
    for figure in (told.availability, told.effectiveness, told.quality, told.oee):
        assert (figure.value is None) == (figure.why is not None)
        assert figure.value is None or figure.value >= 0
    assert told.availability.value is None or told.availability.value <= 1
    assert told.quality.value is None or told.quality.value <= 1
    over = (told.effectiveness.value or 0) > 1
    assert over == ("effectiveness_over_1" in told.oddities)
    assert over or (told.oee.value or 0) <= 1


@settings(max_examples=100, deadline=None)
@given(facts_of_a_cell)
def test_oee_is_good_time_by_planned_busy_time_and_the_waterfall_ends_there(facts: Facts):
    told = reckon(facts, 0, END * S)
    steps = waterfall(told)
    assert steps[-1].left_us == pytest.approx(told.good_us, abs=1)
    if told.oee.value and told.pri_pq_us > 0:
        assert told.oee.value == pytest.approx(told.good_us / told.pbt_us)
    for shares in (stop_pareto(told), scrap_pareto(told)):
        assert not shares or shares[-1].cumulative == pytest.approx(1)


@settings(max_examples=100, deadline=None)
@given(facts_of_a_cell, st.lists(st.integers(1, END - 1), max_size=4, unique=True))
def test_parts_of_a_period_sum_to_the_whole(facts: Facts, cuts: list[int]):
    edges = [0, *sorted(cut * S for cut in cuts), END * S]
    spans = [Span(*pair) for pair in pairwise(edges)]
    whole = reckon(facts, 0, END * S)
    alike(total(reckon_each(facts, spans)), whole)
    alike(total(reckon(facts, *span) for span in spans), whole)


@settings(max_examples=100, deadline=None)
@given(facts_of_a_cell, st.randoms(use_true_random=False))
def test_order_is_chance_and_repeats_do_no_harm(facts: Facts, dice: random.Random):
    def mixed(items: tuple) -> tuple:
        twice = [*items, *items]
        dice.shuffle(twice)
        return tuple(twice)

    again = Facts(**{name: items and mixed(items) for name, items in vars(facts).items()})
    alike(reckon(again, 0, END * S), reckon(facts, 0, END * S))


@given(several(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 3))))
def test_a_layer_has_at_each_moment_what_ranks_highest(items: tuple[tuple[int, int, int], ...]):
    layer, crowded = lay(Laid(start, end, (value,), value) for start, end, value in items)
    for us in range(31):
        there = {value for start, end, value in items if start <= us < end}
        assert layer.at(us) == max(there, default=None)
        assert any(start <= us < end for start, end in crowded) == (len(there) > 1)
    assert all(one.end_us <= other.start_us for one, other in pairwise(layer.parts))
