"""Stretches of a cell's shots, limits that stay, groups, capability of the newest stretch; no database."""

import random
from collections.abc import Sequence

import pytest

from sprue_server.findings import ShotFacts
from sprue_server.quality import drawing, shots
from sprue_server.quality.capable import capable, histogram
from sprue_server.quality.drawing import Asked, draw
from sprue_server.quality.memory import Memory, Question, Taught
from sprue_server.quality.shots import Made, Series, wanted
from sprue_server.quality.showing import chart
from sprue_server.quality_views import ControlChart
from sprue_server.spc.capability import Tolerance
from sprue_server.spc.learning import Learnt
from sprue_server.store.tables import ShotRow

QUESTION = Question("imm-1", "weight_g", 1)
A, B = Made("cap", "job a", (("set_hold_time_s", 3.0),)), Made("cap", "job b", (("set_hold_time_s", 3.0),))
OTHER = Made("cap", "job b", (("set_hold_time_s", 4.0),))


def shot(number: int, value: float | None, *, start_up: bool = False) -> ShotFacts:
    return ShotFacts(f"1-{number}-{number}", number, {"weight_g": value}, start_up=start_up)


def normal(count: int, seed: int = 1, shift: float = 0.0) -> list[float]:
    rng = random.Random(seed)
    return [8 + shift + rng.gauss(0, 0.01) for _ in range(count)]


def series(values: Sequence[float], made: Sequence[Made], first: int = 0) -> Series:
    facts = [shot(first + at, value) for at, value in enumerate(values)]
    named = {one.id: key for one, key in zip(facts, made, strict=True)}
    return Series(facts, named, {one.id: one.measured_us for one in facts}, "simulated")


@pytest.fixture(autouse=True)
def past(monkeypatch):
    """What lies before the shots that are shown; nothing unless a test says so."""
    told: list[Series] = [Series([], {}, {}, None)]
    monkeypatch.setattr(drawing, "before", lambda *_: told[-1])
    return told


def shown(memory: Memory, told: Series, name: str = "individuals", size: int = 1) -> ControlChart:
    return chart(None, memory, Asked(Question("imm-1", "weight_g", size), name), told)


def test_settings_and_what_a_timer_says_are_no_results():
    assert [
        name for name in ("weight_g", "set_hold_time_s", "cooling_time_s", "recyclate_pct") if wanted(name)
    ] == ["weight_g"]


def test_a_new_job_and_a_new_setting_each_begin_a_stretch():
    told = shown(Memory(), series(normal(90), [A] * 30 + [B] * 30 + [OTHER] * 30))
    assert [(one.first, one.last, one.job) for one in told.stretches] == [
        (0, 29, "job a"),
        (30, 59, "job b"),
        (60, 89, "job b"),
    ]
    assert [one.reason for one in told.stretches] == ["too_few"] * 3
    assert [one.gathered for one in told.stretches] == [30] * 3
    assert told.panels[0].values[45] is not None
    assert set(told.panels[0].upper) == {None}, "values without limits"
    assert not any(point.taught for point in told.points), "nobody was taught"


def test_limits_of_the_same_mould_and_settings_serve_the_next_job():
    told = shown(Memory(), series([*normal(220), *normal(20, 2, shift=0.2)], [A] * 220 + [B] * 20))
    first, second = told.stretches
    assert (first.limits.reused, second.limits.reused) == (False, True)
    assert first.limits.centre == second.limits.centre
    assert any(mark.level == "alarm" and mark.points[0] == 220 for mark in told.marks), "from its first shot on"
    assert told.points[199].taught
    assert not told.points[200].taught
    assert not told.points[220].taught


def test_limits_do_not_wander_with_the_shots_that_are_shown(past):
    values, memory = normal(700), Memory()
    whole = series(values, [A] * 700)
    past.append(whole._replace(facts=whole.facts[:300]))
    late = shown(memory, whole._replace(facts=whole.facts[300:]))
    later = shown(memory, whole._replace(facts=whole.facts[350:]))
    alone = shown(Memory(), whole)
    centres = {told.stretches[0].limits.centre for told in (late, later, alone)}
    assert len(centres) == 1
    assert (late.stretches[0].limits.from_us, late.stretches[0].limits.to_us) == (0, 199)
    assert not late.stretches[0].limits.reused


def test_shots_that_taught_are_never_marked_though_the_first_of_them_are_not_shown(past):
    values = normal(300)
    values[150] += 0.2
    whole, memory = series(values, [A] * 300), Memory()
    past.append(whole._replace(facts=whole.facts[:100]))
    told = shown(memory, whole._replace(facts=whole.facts[100:]))
    taught = [point.measured_us for point in told.points if point.taught]
    assert (taught[0], taught[-1]) == (100, 199)
    assert told.stretches[0].limits.trimmed == 1
    assert all(told.points[mark.points[-1]].measured_us > 199 for mark in told.marks)


def test_the_same_shots_look_the_same_when_they_are_asked_for_again():
    values = normal(400)
    values[100] += 0.2
    whole, memory = series(values, [A] * 400), Memory()
    assert shown(memory, whole) == shown(memory, whole)


def test_start_up_is_shown_but_neither_learnt_from_nor_marked():
    told = series(normal(300), [A] * 300)
    early = [shot(at, 9.0, start_up=True) if at < 20 or at == 250 else one for at, one in enumerate(told.facts)]
    drawn = shown(Memory(), told._replace(facts=early))
    assert [point.kind for point in drawn.points].count("aside") == 21
    assert drawn.panels[0].values[250] == 9.0
    assert drawn.panels[0].upper[250] is None
    assert drawn.stretches[0].limits.centre == pytest.approx(8, abs=0.01)
    assert not any(250 in mark.points or mark.points[0] < 20 for mark in drawn.marks)


def test_groups_leave_start_up_out_and_say_so():
    told = series(normal(403), [A] * 403)
    early = [shot(at, 9.0, start_up=True) if at < 20 else one for at, one in enumerate(told.facts)]
    drawn = shown(Memory(), told._replace(facts=early), "xbar_r", 5)
    assert len(drawn.points) == 76
    assert drawn.stretches[0].left_out == 23
    assert drawn.stretches[0].limits.count <= drawn.reference == 70
    assert drawn.points[0].shot == "1-24-24", "the newest of its five"


def test_a_stretch_shorter_than_a_group_has_no_points_and_says_so():
    told = shown(Memory(), series(normal(103), [A] * 100 + [OTHER] * 3), "xbar_r", 5)
    last = told.stretches[-1]
    assert (last.last - last.first + 1, last.left_out, last.reason) == (0, 3, "too_few")
    assert told.findings[0].numbers["shots"] == 0


def test_groups_stay_the_same_as_shots_come(past):
    whole, memory = series(normal(900), [A] * 900), Memory()
    past.append(whole._replace(facts=whole.facts[:400]))
    told = [
        shown(memory, whole._replace(facts=whole.facts[first : first + 400]), "xbar_r", 5)
        for first in (401, 403)
    ]
    ends = [{point.shot for point in one.points} for one in told]
    assert len(ends[0] & ends[1]) == 79


@pytest.mark.parametrize("name", ["individuals", "xbar_r", "ewma", "cusum"])
def test_every_list_of_a_chart_has_a_number_for_each_point(name):
    told = shown(Memory(), series(normal(500), [A] * 450 + [OTHER] * 50), name, 5 if name == "xbar_r" else 1)
    for panel in told.panels:
        lists = panel.model_dump(exclude={"name", "unit"}).values()
        assert {len(one) for one in lists} == {len(told.points)}
    assert told.model_validate_json(told.model_dump_json()) == told, "no NaN"


def learnt(*, steady: bool) -> Learnt:
    return Learnt(1, 8.0, 0.0, 0.01, 0.01, "moving_range", 200, 124.0, 0, steady)


def test_limits_that_drifted_while_they_were_learnt_serve_their_own_job_only():
    memory = Memory()
    memory.keep(QUESTION, Taught(learnt(steady=False), A, 0, 1))
    assert memory.of(QUESTION, A) is not None
    assert memory.of(QUESTION, B) is None
    steady = Taught(learnt(steady=True), B, 2, 3)
    memory.keep(QUESTION, steady)
    memory.keep(QUESTION, Taught(learnt(steady=True), A, 4, 5))
    assert memory.of(QUESTION, A) is steady, "the first that can be trusted stays"
    assert memory.of(QUESTION, OTHER) is None
    assert memory.of(QUESTION._replace(size=5), A) is None


def test_the_first_stretch_is_looked_back_for_once_only(monkeypatch):
    asked: list[int] = []

    def nothing(*_):
        asked.append(1)
        return Series([], {}, {}, None)

    monkeypatch.setattr(drawing, "before", nothing)
    memory, told = Memory(), series(normal(300), [A] * 300)
    for _ in range(3):
        draw(None, memory, Asked(QUESTION, "individuals"), told)
    assert len(asked) == 1


def test_capability_is_of_the_newest_stretch_and_of_good_shots():
    told = series([*normal(100, shift=5), *normal(60)], [A] * 100 + [OTHER] * 60)
    early = [shot(at, 99.0, start_up=True) if at == 120 else one for at, one in enumerate(told.facts)]
    found = capable(QUESTION, Tolerance(7.9, 8.1), told._replace(facts=early))
    assert (found.count, found.reason, found.job) == (59, None, "job b")
    assert found.cpk.low < found.cpk.value < found.cpk.high
    assert found.cp.value == pytest.approx(0.2 / (6 * found.within))
    assert sum(found.histogram.counts) == 59
    assert (found.from_us, found.to_us) == (100, 159)


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [(None, None, "no_tolerance"), (9, 7, "tolerance_reversed"), (7.9, None, None), (None, 8.1, None)],
)
def test_a_tolerance_may_be_open_on_one_side_but_not_on_both(low, high, reason):
    found = capable(QUESTION, Tolerance(low, high), series(normal(60), [A] * 60))
    assert found.reason == reason
    assert found.cp is None
    assert (found.cpk is None) == (reason is not None)
    assert found.histogram is not None, "values are shown anyway"


def test_too_few_shots_say_so_and_how_many_it_takes():
    found = capable(QUESTION, Tolerance(7, 9), series(normal(10), [A] * 10))
    assert (found.reason, found.count, found.needs) == ("too_few", 10, 30)


def test_a_histogram_holds_every_value_in_few_bins():
    assert histogram(drawing.np.array([]), 2) is None
    alike = histogram(drawing.np.full(40, 5.0), 2)
    assert sum(alike.counts) == 40
    wide = histogram(drawing.np.array([*normal(500), 80.0]), 2)
    assert len(wide.counts) == 30
    assert len(wide.edges) == 31


class Past:
    """A reader of shots that were made before."""

    def __init__(self, settings: Sequence[float]) -> None:
        self.asked: list[int] = []
        self.rows = [
            ShotRow(
                stream=1,
                measured_us=at,
                seq=at,
                cell="c",
                run="r",
                started_us=0,
                counter=at,
                quality=0,
                start_up=False,
                has_curves=False,
                cycle_time_s=9.0,
                more={},
                settings={"set_hold_time_s": value},
            )
            for at, value in enumerate(settings)
        ]

    def births(self, _cell: str) -> list[object]:
        return []

    def shots(self, _cell: str, *, before_us: int, limit: int) -> list[ShotRow]:
        self.asked.append(limit)
        return [row for row in self.rows[::-1] if row.measured_us < before_us][:limit]


@pytest.mark.parametrize(
    ("settings", "found", "asked"),
    [
        ([3.0] * 10 + [4.0] * 5, 5, 1),
        ([3.0] * 10 + [4.0] * 90, 90, 2),
        ([3.0] + [4.0] * 300, 300, 3),
        ([4.0] * 12, 12, 3),
        ([], 0, 1),
    ],
)
def test_a_stretch_is_followed_back_to_its_beginning_and_no_further(settings, found, asked):
    past = Past([*settings, 4.0])
    shown = shots.series(past, "c", "cycle_time_s", past.rows[-1:])
    past.rows.pop()
    assert len(shots.before(past, "c", "cycle_time_s", shown).facts) == found
    assert len(past.asked) == asked
