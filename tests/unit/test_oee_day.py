"""A day worked out by hand, as in a spreadsheet; the same on the days of 25 and 23 hours."""

from datetime import date, time
from itertools import pairwise

import pytest

from sprue_server.oee.calendar import Shift, day_span, moment_us, planned
from sprue_server.oee.facts import Downtime, Facts, Interval, Job, Reading, Scrap, Span, Stop
from sprue_server.oee.figures import Oee, total
from sprue_server.oee.losses import scrap_pareto, stop_pareto, waterfall
from sprue_server.oee.reckoning import reckon, reckon_each

SHIFTS = (
    Shift("early", time(6), time(14)),
    Shift("late", time(14), time(22)),
    Shift("night", time(0), time(6)),  # nobody works from 22 to 24 h
)
DAY = """
kind;    from;     to;       what;             more
job;     00:00;    06:00;    N;                60 s, 1 of 1
job;     06:00;    14:00;    A;                30 s, 4 of 4
job;     14:00;    22:00;    B;                20 s, 1 of 2
state;   00:00;    06:00;    production
state;   06:00;    06:20;    set_up
state;   06:20;    06:30;    start_up
state;   06:30;    10:00;    production
state;   10:00;    10:15;    idle
state;   10:15;    11:00;    production
state;   11:00;    11:30;    stop
state;   11:30;    14:00;    production
state;   14:00;    14:40;    set_up
state;   14:40;    14:50;    start_up
state;   14:50;    18:00;    production
state;   18:00;    19:00;    idle
state;   20:00;    21:30;    production
state;   21:30;    22:00;    stop
stop;    11:00;    11:10;    part_not_ejected; machine
stop;    11:00;    11:30;    mould_damage;     operator
break;   10:00;    10:15;    lunch
break;   18:00;    18:15;    lunch
count;   00:00;    ;         0
count;   05:59:59; ;         NIGHT
count;   06:10;    ;         0
count;   10:00;    ;         400
count;   11:00;    ;         480
count;   13:59:59; ;         790
count;   14:40;    ;         0
count;   18:00;    ;         570
count;   21:30;    ;         840
scrap;   06:40;    ;         start_up;         40
scrap;   13:00;    ;         short_shot;       60
scrap;   20:00;    ;         burn;             12
"""
# Minutes of the usual day, of 24 h:
#   calendar 1440; 22 to 24 h not planned 120; lunch 2 x 15 = 30; PBT 1440 - 150 = 1290
#   changeover: A 6:00-6:20 20, B 14:00-14:40 40 = 60 (it runs from 14:40, no good part falls until 14:50)
#   stops: mould damage 30, without reason 21:30-22:00 30 = 60; idle 18:15-19:00 45; unknown 19:00-20:00 60
#   APT: N 360; A 10 + 210 + 45 + 150 = 415; B 10 + 190 + 90 = 290: 1065 = 1290 - 60 - 60 - 45 - 60
# Seconds and parts:
#   N  350 shots x 60 s = 21000; PRI 60, PQ 350
#   A  790 shots x 30 s = 23700; PRI 7.5, PQ 3160; scrap 100 = 750 s
#   B  840 shots x 20 s = 16800; PRI 10, PQ 840 (one of two blocked: 840 parts, 8400 s); scrap 12 = 120 s
#   PRI x PQ = 21000 + 23700 + 8400 = 53100; speed 63900 - 61500 = 2400; good 53100 - 870 = 52230
CASES = {  # day: shots of the night, PBT min, APT min, PRI x PQ s, good s; an hour more or less of the night
    date(2026, 3, 10): (350, 1290, 1065, 53_100, 52_230),
    date(2026, 10, 25): (410, 1350, 1125, 56_700, 55_830),
    date(2026, 3, 29): (290, 1230, 1005, 49_500, 48_630),
}


def rows(day: date, kind: str) -> list[tuple[int, int, str, str]]:
    found = []
    for line in DAY.strip().splitlines()[1:]:
        cells = [cell.strip() for cell in (line + ";;").split(";")]
        if cells[0] == kind:
            start, end = (moment_us(day, time.fromisoformat(text)) if text else 0 for text in cells[1:3])
            found.append((start, end, cells[3], cells[4]))
    return found


def job(start: int, end: int, name: str, more: str) -> Job:
    seconds, _, active, _, cavities = more.replace(",", "").split()
    return Job(name, start, end, "mould", float(seconds), int(cavities), int(active), part_weight_g=2.0)


def facts_of(day: date, night: int) -> Facts:
    counts = [(at, int(what.replace("NIGHT", str(night)))) for at, _, what, _ in rows(day, "count")]
    return Facts(
        states=tuple(Interval(start, end, what) for start, end, what, _ in rows(day, "state")),
        stops=tuple(Stop(start, end, what, by) for start, end, what, by in rows(day, "stop")),
        readings=tuple(Reading(*count) for count in counts),
        jobs=tuple(job(*row) for row in rows(day, "job")),
        scraps=tuple(Scrap(at, int(parts), what) for at, _, what, parts in rows(day, "scrap")),
        planned=planned(*day_span(day), SHIFTS),
        downtimes=tuple(Downtime(start, end, what) for start, end, what, _ in rows(day, "break")),
    )


def of(day: date) -> Oee:
    return reckon(facts_of(day, CASES[day][0]), *day_span(day))


@pytest.mark.parametrize("day", CASES, ids=str)
def test_the_day_gives_what_was_worked_out_by_hand(day: date):
    _, pbt, apt, ideal, good = CASES[day]
    told = of(day)
    assert (told.pbt_us / 60e6, told.apt_us / 60e6) == (pbt, apt)
    assert (told.pri_pq_us / 1e6, told.good_us / 1e6) == pytest.approx((ideal, good))
    assert told.availability.value == pytest.approx(apt / pbt)
    assert told.effectiveness.value == pytest.approx(ideal / (apt * 60))
    assert told.quality.value == pytest.approx(good / ideal)
    assert told.oee.value == pytest.approx(good / (pbt * 60))
    assert told.calendar_us == day_span(day).end_us - day_span(day).start_us


def test_the_usual_day_in_figures():
    told = of(date(2026, 3, 10))
    assert (told.pq, told.sq, told.gq) == (4350, 112, 4238)
    assert told.shots == 350 + 790 + 840
    shown = [told.availability, told.effectiveness, told.quality, told.oee]
    assert [round(one.value, 4) for one in shown] == [0.8256, 0.8310, 0.9836, 0.6748]
    assert (told.weight_g, told.scrap_g) == (8700, 224)


def test_the_waterfall_goes_from_calendar_time_to_good_time():
    told = of(date(2026, 3, 10))
    steps = waterfall(told)
    assert [(step.key, round(step.loss_us / 1e6)) for step in steps] == [
        ("calendar", 0),
        ("not_planned", 7200),
        ("planned_downtime", 1800),
        ("unknown", 3600),
        ("changeover", 3600),
        ("idle", 2700),
        ("stop", 3600),
        ("speed", 2400),
        ("blocked_cavities", 8400),
        ("scrap", 870),
    ]
    assert steps[-1].left_us == pytest.approx(told.good_us)
    parts = {step.key: step.parts for step in steps}
    # A's 20 min at 7.5 s, B's 40 min at 10 s; A could 3320, made 3160; B 1740, 840, 840 blocked; N 360, 350
    assert parts["changeover"] == pytest.approx(160 + 240)
    assert parts["speed"] == pytest.approx(160 + 60 + 10)
    assert (parts["blocked_cavities"], parts["scrap"]) == (840, 112)


def test_reasons_are_weighed():
    told = of(date(2026, 3, 10))
    stops = [(one.reason, one.lost.us / 60e6, one.lost.often, one.share) for one in stop_pareto(told)]
    assert stops == [
        ("mould_damage", 30, 1, 0.5),
        ("no_reason", 30, 1, 0.5),
    ]
    scrap = scrap_pareto(told)
    assert [(one.reason, one.lost.parts) for one in scrap] == [
        ("short_shot", 60),
        ("start_up", 40),
        ("burn", 12),
    ]
    assert [one.cumulative for one in scrap] == pytest.approx([60 / 112, 100 / 112, 1])


def test_what_is_odd_is_flagged():
    flags = of(date(2026, 3, 10)).oddities
    assert set(flags) == {"states_missing", "stop_without_reason", "counter_restarted_with_job"}
    assert flags["states_missing"].us == 3600e6
    assert flags["counter_restarted_with_job"].often == 2


def test_hours_and_shifts_add_up_to_the_day():
    day = date(2026, 10, 25)
    facts, span = facts_of(day, 410), day_span(day)
    edges = [*range(span.start_us, span.end_us, 3_600_000_000), span.end_us]
    hours = reckon_each(facts, [Span(*pair) for pair in pairwise(edges)])
    assert len(hours) == 25
    whole, joined = reckon(facts, *span), total(hours)
    assert joined.times.keys() == whole.times.keys()
    for key, lost in whole.times.items():
        assert joined.times[key] == pytest.approx(lost)
    assert joined.oee.value == pytest.approx(whole.oee.value)
    assert joined.flags == whole.flags


def test_two_cells_are_added_and_their_ratios_not_averaged():
    busy = of(date(2026, 3, 10))
    span = day_span(date(2026, 3, 10))
    idle = reckon(Facts(states=(Interval(*span, "idle"),)), *span)
    both = total([busy, idle])
    assert both.oee.value == pytest.approx(52_230 / (1290 * 60 + 86_400))
    assert both.quality == busy.quality
    assert idle.oee.value == 0
    assert idle.effectiveness.why == "no_production"
