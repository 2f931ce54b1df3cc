"""The figures of the road map on paper: money with its ends as a bar, and the steps on one line of time."""

from sprue_server.content import numbers
from sprue_server.content.phrases import Phrases, time_back
from sprue_server.content.ranges import Ends
from sprue_server.firm.cases import in_ten
from sprue_server.roadmap_views import OutView, PlanStepView, RoadMapView, WholeView
from sprue_server.sheets.paper import INNER_MM, Paper, Spot

GUTTER_MM, PAD_MM, BAR_MM = 6.0, 4.0, 3.0
NAME_MM, COST_MM, WEEKS_MM = 78.0, 24.0, 24.0
TWO, NEEDS = 2, 4  # technologies that fit; conditions that are told of the next


def best(paper: Paper, plan: RoadMapView, say: Phrases) -> None:
    """How many technologies fit, the best side by side, and where fewer than two do, the nearest."""
    title, plain = paper.style(12.5, "strong"), paper.style(9.5)
    paper.text(paper.room(title.line_mm + 1), say("sheet.best"), title)
    told = [one for slug in plan.best for one in plan.steps if one.step == slug]
    paper.text(paper.room(paper.height(plan.summary, plain, INNER_MM) + 1), plan.summary, plain)
    if told:
        _cards(paper, told, say)
    if one := near(plan):
        _near(paper, one, say)


def near(plan: RoadMapView) -> OutView | None:
    """The technology that is told beside those that fit, where these are fewer than two."""
    fewer = len(plan.best) < TWO
    return next((one for one in plan.left_out if fewer and one.step == plan.next), None)


def _near(paper: Paper, one: OutView, say: Phrases) -> None:
    """What does not fit, why, and what would have to be true."""
    strong, plain = paper.style(9.5, "strong"), paper.style(9.5)
    if one.needs:
        lines = [say("sheet.if_one"), *(f"\N{EN DASH} {need.text}" for need in one.needs[:NEEDS])]
    else:
        lines = [say("sheet.if_nothing")]
    title = say("sheet.next", name=one.title)
    told = [(title, strong), *((line, plain) for line in (*(why.text for why in one.reasons), *lines))]
    inner = INNER_MM - 2 * PAD_MM
    height = sum(paper.height(line, style, inner) + 0.6 for line, style in told) + 2 * PAD_MM
    paper.gap(1.5)
    spot = paper.room(height)
    paper.box(spot, height, line="line")
    at = Spot(spot.x_mm + PAD_MM, spot.y_mm + PAD_MM, inner)
    for line, style in told:
        at = at.down(paper.text(at, line, style) + 0.6)


def _cards(paper: Paper, told: list[PlanStepView], say: Phrases) -> None:
    width = (INNER_MM - GUTTER_MM * (len(told) - 1)) / len(told)
    cards = [Card(paper, say, one, _scale(told)) for one in told]
    tried, corner = Paper(scale=paper.scale), Spot(0, 0, width)
    head = max(card.head(corner, tried) for card in cards)
    height = max(card.draw(corner, tried, head) for card in cards)
    spot = paper.room(height)
    for number, card in enumerate(cards):
        corner = Spot(spot.x_mm + number * (width + GUTTER_MM), spot.y_mm, width)
        paper.box(corner, height, line="line")
        card.draw(corner, paper, head)
    quiet = paper.style(8.5, colour="ink-2")
    paper.gap(1)
    paper.text(paper.room(paper.height(say("sheet.ends"), quiet, INNER_MM)), say("sheet.ends"), quiet)


def _scale(told: list[PlanStepView]) -> tuple[float, float]:
    ends = [net for one in told if (net := _decided(one).net_eur)]
    return min(0.0, *(one.low for one in ends)), max(1.0, *(one.high for one in ends))


def _decided(one: PlanStepView) -> PlanStepView | WholeView:
    """The figures to decide by: with all that comes only because of it."""
    return one.whole or one


class Card:
    """One technology: name, why, four figures, a bar, what is in them, in how many cases it pays."""

    def __init__(self, paper: Paper, say: Phrases, step: PlanStepView, scale: tuple[float, float]) -> None:
        self.say, self.step, self.scale = say, step, scale
        self.name, self.big = paper.style(13, "strong"), paper.style(13, "strong")
        self.plain, self.quiet = paper.style(9.5), paper.style(8.5, colour="ink-2")

    def head(self, spot: Spot, paper: Paper) -> float:
        """Draw name and why; how high they are."""
        at = self._inner(spot)
        at = at.down(paper.text(at, self.step.title, self.name) + 0.5)
        return at.down(paper.text(at, self.step.why, self.plain)).y_mm - spot.y_mm

    def draw(self, spot: Spot, paper: Paper, head_mm: float) -> float:
        """Draw all of it, the figures below a head of this height; how high it is."""
        self.head(spot, paper)
        at = self._inner(spot)._replace(y_mm=spot.y_mm + head_mm + 2.5)
        at = at.down(self._figures(at, paper) + 2)
        if net := _decided(self.step).net_eur:
            at = at.down(bar(paper, at, net, self.scale) + 0.8)
            at = at.down(self._ends(at, paper, net) + 2)
        if self.step.whole and self.step.whole.text:
            at = at.down(paper.text(at, self.step.whole.text, self.quiet) + 1)
        if self.step.pays_pct is not None:
            cases = self.say("sheet.cases", cases=float(in_ten(self.step.pays_pct)))
            at = at.down(paper.text(at, cases, self.plain))
        return at.y_mm + PAD_MM - spot.y_mm

    @staticmethod
    def _inner(spot: Spot) -> Spot:
        return Spot(spot.x_mm + PAD_MM, spot.y_mm + PAD_MM, spot.width_mm - 2 * PAD_MM)

    def _figures(self, spot: Spot, paper: Paper) -> float:
        """Two rows of two."""
        half, row = spot.width_mm / 2, self.quiet.line_mm + self.big.line_mm + 1
        for number, (name, value) in enumerate(self._told()):
            at = Spot(spot.x_mm + number % 2 * half, spot.y_mm + number // 2 * row, half)
            paper.text(at, name, self.quiet)
            paper.text(at.down(self.quiet.line_mm), value, self.big)
        return 2 * row

    def _told(self) -> list[tuple[str, str]]:
        say, one = self.say, _decided(self.step)
        back = say("sheet.never") if one.payback_months is None else time_back(say, one.payback_months)
        net = euros(one.net_eur.likely, say) if one.net_eur else ""
        return [
            (say("sheet.once"), euros(one.once_eur.likely, say)),
            (say("sheet.yearly"), euros(one.yearly_eur.likely, say)),
            (say("sheet.net"), net),
            (say("sheet.back"), back),
        ]

    def _ends(self, spot: Spot, paper: Paper, ends: Ends) -> float:
        say = self.say
        paper.text(spot, f"{say('sheet.low')} {euros(ends.low, say)}", self.quiet)
        paper.text(spot, f"{say('sheet.high')} {euros(ends.high, say)}", self.quiet, right=True)
        return self.quiet.line_mm


def euros(value: float, say: Phrases) -> str:
    """An estimate."""
    return numbers.euros(value, say.language)


def bar(paper: Paper, spot: Spot, ends: Ends, scale: tuple[float, float]) -> float:
    """Low to high on a common scale, a mark at likely, a hair at zero."""
    low, high = scale
    per_eur = spot.width_mm / max(high - low, 1.0)

    def at(value: float) -> float:
        return spot.x_mm + (value - low) * per_eur

    paper.box(spot, BAR_MM, fill="sunken")
    paper.box(
        Spot(at(ends.low), spot.y_mm + 0.6, max((ends.high - ends.low) * per_eur, 0.4)),
        BAR_MM - 1.2,
        fill="seq-3",
    )
    paper.box(Spot(at(0), spot.y_mm, 0.25), BAR_MM, fill="mark")
    paper.box(Spot(at(ends.likely) - 0.4, spot.y_mm, 0.8), BAR_MM, fill="ink")
    return BAR_MM


def steps(paper: Paper, plan: RoadMapView, say: Phrases) -> None:
    """A row for each: name, cost, weeks, its place in time."""
    if not plan.steps:
        return
    paper.gap(4)
    title, quiet = paper.style(12.5, "strong"), paper.style(8.5, colour="ink-2")
    head = say("sheet.weeks", hours_week=numbers.number(plan.hours_week, say.language))
    spot = paper.room(title.line_mm + 1)
    paper.text(spot, say("sheet.steps"), title)
    paper.text(spot.down(title.line_mm - quiet.line_mm), head, quiet, right=True)
    for number, one in enumerate(plan.steps, 1):
        _row(paper, say, (number, one), plan.total.weeks)
    paper.gap(1)
    told = _total(plan, say)
    plain = paper.style(9.5, "strong")
    paper.text(paper.room(paper.height(told, plain, INNER_MM) + 1), told, plain)
    for text in (plan.total.own_hours_text, *(cut.text for cut in plan.total.cuts)):
        if text:
            paper.text(paper.room(paper.height(text, quiet, INNER_MM)), text, quiet)


def _row(paper: Paper, say: Phrases, numbered: tuple[int, PlanStepView], weeks: int) -> None:
    number, one = numbered
    name, plain = paper.style(9.5, "strong" if one.station else "plain"), paper.style(9.5)
    quiet, station = paper.style(8.5, colour="ink-2"), _station(say, one)
    title_mm = paper.height(one.title, name, NAME_MM - 7)
    spot = paper.room(title_mm + (paper.height(station, quiet, NAME_MM - 7) if station else 0) + 1.4)
    paper.rule(spot)
    line = spot.down(0.6)
    paper.text(line._replace(width_mm=7), f"{number}", plain)
    paper.text(Spot(line.x_mm + 7, line.y_mm, NAME_MM - 7), one.title, name)
    paper.text(Spot(line.x_mm + 7, line.y_mm + title_mm, NAME_MM - 7), station, quiet)
    paper.text(
        Spot(line.x_mm + NAME_MM, line.y_mm, COST_MM), euros(one.once_eur.likely, say), plain, right=True
    )
    left = line.x_mm + NAME_MM + COST_MM + 5
    wide = INNER_MM - NAME_MM - COST_MM - WEEKS_MM - 5
    place = Spot(left, line.y_mm + (name.line_mm - 2.4) / 2, wide)
    paper.box(place, 2.4, fill="sunken")
    begins, long = one.begins_week / max(weeks, 1) * wide, one.weeks / max(weeks, 1) * wide
    paper.box(Spot(left + begins, place.y_mm, max(long, 0.6)), 2.4, fill="seq-5" if one.station else "mark")
    told = (
        f"{one.begins_week + 1}\N{EN DASH}{one.begins_week + one.weeks}"
        if one.weeks > 1
        else f"{one.begins_week + 1}"
    )
    paper.text(Spot(spot.x_mm + INNER_MM - WEEKS_MM, line.y_mm, WEEKS_MM), told, plain, right=True)


def _station(say: Phrases, one: PlanStepView) -> str:
    return say("sheet.station", station=one.station_title) if one.station_title else ""


def _total(plan: RoadMapView, say: Phrases) -> str:
    total = plan.total
    line = say(
        "sheet.total_line",
        once_eur=total.once_eur.likely,
        budget_eur=numbers.with_unit(plan.budget_eur, "€", say.language),
        once_high_eur=total.once_eur.high,
        yearly_eur=total.yearly_eur.likely,
        net_eur=total.net_eur.likely,
        net_low_eur=total.net_eur.low,
        net_high_eur=total.net_eur.high,
    )
    return f"{say('sheet.total')}: {line}"
