"""A plan as the API says it: codes with parameters, and each as a sentence in the language asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum, inf

from sprue_contract.words import OWN, Words
from sprue_server.content import numbers
from sprue_server.content.phrases import Param, Phrases, phrases, screen_word, time_back
from sprue_server.content.ranges import Ends
from sprue_server.content.stations import Library
from sprue_server.firm.cases import HORIZON_Y, SURE_PCT, pays_pct
from sprue_server.firm.firm import doubts
from sprue_server.firm.reckon import payback_months
from sprue_server.firm.telling import gains
from sprue_server.roadmap import caps, planner
from sprue_server.roadmap.aid_telling import aid_view
from sprue_server.roadmap.assessment import Assessment, Standing, standings
from sprue_server.roadmap.caps import Gained, Limits
from sprue_server.roadmap.desk import Plan, Road, moving, nearest, plan
from sprue_server.roadmap.fit_telling import Told, group_of, out_view, own_hours, summary, whole_view
from sprue_server.roadmap.offers import Priced, gained_at
from sprue_server.roadmap.reasons import Reason, sound_pct
from sprue_server.roadmap_views import (
    AreaStandingView,
    AreaView,
    AssessmentView,
    ChoiceView,
    CutView,
    MattersView,
    PlanStepView,
    QuestionView,
    ReasonView,
    RoadMapIn,
    RoadMapView,
    TotalView,
)

PATTERN = "roadmap/*.yaml"
MATTER, MONDAY = 4, 3
ENDS = ("low", "likely", "high")


def said(words: Words, language: str) -> str:
    """A text of a file in a language, in English where it is missing."""
    return words.texts.get(language, words.texts[OWN])


def questions(asked: Assessment, language: str) -> AssessmentView:
    """The self-assessment."""
    areas = [AreaView(area=one.name, title=said(one.title, language)) for one in asked.areas]
    return AssessmentView(
        areas=areas,
        questions=[
            QuestionView(
                question=one.name,
                area=one.area,
                sets=one.sets,
                ask=said(one.ask, language),
                answers=[
                    ChoiceView(answer=two.name, level=two.level, words=said(two.words, language))
                    for two in one.answers
                ],
            )
            for one in asked.questions
        ],
    )


def told(road: Road, asked: RoadMapIn, day: date) -> RoadMapView:
    """The plan of a wish, on a day."""
    made = plan(road, asked, day)
    tell = Telling(made, phrases(road.library.folders, PATTERN, asked.language), asked, road.library)
    beside = about(tell)
    return RoadMapView(
        day=day,
        language=tell.say.language,
        firm=tell.say("firm", **firm_line(made)),
        example=asked.example,
        doubts=doubts(made.asker.firm),
        standings=[tell.standing(one) for one in standings(road.asked, asked.answers)],
        best=made.best,
        next=nearest(made),
        sure_pct=SURE_PCT,
        summary=summary(beside),
        steps=[tell.step(slug) for slug in made.chosen.line],
        left_out=[out_view(beside, slug, [tell.reason(one) for one in why]) for slug, why in made.out.items()],
        total=tell.total(),
        matters=tell.matters(),
        aid=aid_view(made, tell.say, asked.aid_received_eur),
        monday=tell.monday(),
        budget_eur=asked.budget_eur,
        hours_week=asked.hours_week,
        problems=road.steps.problems,
    )


def firm_line(made: Plan) -> dict[str, Param]:
    """What a firm is known by."""
    return {
        name: float(getattr(made.asker.firm, name))
        for name in ("people", "presses", "part_g", "scrap_pct", "load_pct")
    }


@dataclass(frozen=True)
class Telling:
    """A plan in words."""

    made: Plan
    say: Phrases
    asked: RoadMapIn
    library: Library

    def title(self, slug: str) -> str:
        """Of a step."""
        return said(self.made.priced[slug].step.title, self.say.language)

    def station(self, slug: str) -> dict[str, str | None]:
        """The station that a step buys, and what the visit calls it; groundwork has none."""
        station = self.made.priced[slug].step.station
        title = self.library.titles.get(station or "")
        return {"station": station, "station_title": said(title, self.say.language) if title else None}

    def reason(self, why: Reason) -> ReasonView:
        """A code, and the same as a sentence."""
        return ReasonView(
            code=why.code, params=dict(why.params), text=self.say(f"why.{why.code}", **self._shown(why))
        )

    def _shown(self, why: Reason) -> dict[str, Param]:
        """Steps by their titles, months as time until the money is back, a budget that is short to the euro."""
        shown: dict[str, Param] = {}
        for name, value in why.params.items():
            match value:
                case list():
                    shown[name] = [self.say("quote", name=self.title(one)) for one in value]
                case float() if name == "months":
                    shown[name] = time_back(self.say, value)
                case float() if why.code == "over_budget":  # rounded, 1,460 for 1,450 would be 1,500 for 1,500
                    shown[name] = numbers.with_unit(value, "€", self.say.language)
                case _:
                    shown[name] = value
        return shown

    def standing(self, one: Standing) -> AreaStandingView:
        """An area, and the answer that decided its level."""
        title = said(one.area.title, self.say.language)
        if one.level is None or one.answer is None or one.question is None:
            text = self.say("standing.unknown")
            return AreaStandingView(
                area=one.area.name, title=title, level=None, question=None, answer=None, text=text
            )
        level = self.say(f"level.{one.level}")
        text = self.say("standing.known", level=level, answer=said(one.answer.words, self.say.language))
        return AreaStandingView(
            area=one.area.name,
            title=title,
            level=one.level,
            question=one.question.name,
            answer=one.answer.name,
            text=text,
        )

    def step(self, slug: str) -> PlanStepView:
        """A step of the plan."""
        one, language = self.made.priced[slug], self.say.language
        slot = next(slot for slot in self.made.slots if slot.slug == slug)
        effect, step = one.effect, one.step
        return PlanStepView(
            step=slug,
            **self.station(slug),
            title=self.title(slug),
            why=said(step.why, language),
            monday=said(step.monday, language),
            risks=[said(risk, language) for risk in step.risks],
            once_eur=one.once_eur,
            yearly_eur=one.yearly_eur,
            net_eur=effect.net_eur if effect else None,
            gains=gains(effect) if effect else [],
            payback_months=effect.payback_months if effect else None,
            pays_pct=sound_pct(slug, self.made.chosen) if effect else None,
            whole=whole_view(about(self), slug) if effect else None,
            skills=[screen_word(language)("station.skill", skill) for skill in one.skills],
            source=one.source,
            begins_week=slot.begins_week,
            weeks=slot.weeks,
            reasons=[self.reason(why) for why in self.made.why[slug]],
        )

    def total(self) -> TotalView:
        """All steps together; what they save twice is cut."""
        steps = [self.made.priced[slug] for slug in self.made.chosen.line]
        once, yearly = _summed([one.once_eur for one in steps]), _summed([one.yearly_eur for one in steps])
        limits = self.made.chosen.purse.limits
        net = Ends(**{end: _net(steps, end, limits) for end in ENDS})
        slots = self.made.slots
        own_h = fsum(one.own_yearly_h for one in steps)
        return TotalView(
            once_eur=once,
            yearly_eur=yearly,
            net_eur=net,
            net_three_years_eur=Ends(
                low=net.low * HORIZON_Y - once.high,
                likely=net.likely * HORIZON_Y - once.likely,
                high=net.high * HORIZON_Y - once.low,
            ),
            payback_months=payback_months(once.likely, net.likely),
            pays_pct=pays_pct(planner.in_all_cases(self.made.chosen.line, self.made.chosen.offers, limits)),
            left_eur=self.asked.budget_eur - once.likely,
            weeks=slots[-1].begins_week + slots[-1].weeks if slots else 0,
            own_hours_h=own_h,
            own_hours_text=own_hours(self.say, own_h, self.asked),
            cuts=[self.cut(one) for one in caps.cuts(_gained(steps, "likely"), limits)],
        )

    def cut(self, one: caps.Cut) -> CutView:
        """A kind of which more was promised than there is."""
        figures: dict[str, Param] = {
            f"{name}_{unit}": value
            for unit in ("eur", "h")
            for name, value in (("promised", one.promised), ("counted", one.counted))
        }
        return CutView(**one._asdict(), text=self.say(f"cut.{one.kind}", **figures))

    def matters(self) -> list[MattersView]:
        """The assumptions that move the plan most: each name once, by the technology where it moves most."""
        word, found = screen_word(self.say.language), dict[str, MattersView]()
        for slug, name, swing, effect in moving(self.made.priced, self.made.chosen.line):
            station = self.made.priced[slug].station
            if station is None or name in found:
                continue
            own = self.asked.own.get(station.slug, {}).get(name)
            assume = effect.assumes[name]
            found[name] = MattersView(
                name=name,
                unit=assume.unit,
                source=assume.source,
                own=own,
                station=station.slug,
                effect=station.effect,
                title=word(group_of(station.effect, name), name),
                swing_eur=swing,
                **assume.range.model_dump(),
            )
        return list(found.values())[:MATTER]

    def monday(self) -> list[str]:
        """First small things: of the plan's steps in order, then of what is left out but not there yet."""
        waiting = [slug for slug, why in self.made.out.items() if why[0].code != "there"]
        groundwork = [slug for slug in waiting if self.made.priced[slug].effect is None]
        slugs = [*self.made.chosen.line, *groundwork, *(slug for slug in waiting if slug not in groundwork)]
        return [said(self.made.priced[slug].step.monday, self.say.language) for slug in slugs[:MONDAY]]


def about(tell: Telling) -> Told:
    """What of a plan is told elsewhere."""
    priced = tell.made.priced
    stations = {slug: tell.station(slug)["station_title"] for slug in priced}
    titles = {slug: tell.title(slug) for slug in priced}
    return Told(tell.made, tell.say, titles, stations, tell.asked.conditions)


def _summed(each: Iterable[Ends]) -> Ends:
    ends = list(each)
    return Ends(**{end: sum(getattr(one, end) for one in ends) for end in ENDS})


def _gained(steps: Iterable[Priced], end: str) -> list[Gained]:
    return [gained_at(one.effect, end) for one in steps if one.effect]


def _net(steps: list[Priced], end: str, limits: Limits) -> float:
    """Each effect's own net at this end, groundwork's yearly cost, less what is saved twice."""
    gained = _gained(steps, end)
    apart = sum(caps.together([one], dict.fromkeys(limits, inf)) for one in gained)
    twice = float(apart - caps.together(gained, limits))
    return sum(_own_net(one, end) for one in steps) - twice


def _own_net(one: Priced, end: str) -> float:
    """Groundwork is dearest at the low end."""
    if one.effect:
        return float(getattr(one.effect.net_eur, end))
    return -float(getattr(one.yearly_eur, {"low": "high", "likely": "likely", "high": "low"}[end]))
