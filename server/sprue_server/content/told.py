"""A station as it is told: its text in a language, with figures that are reckoned now and stand nowhere else.

A text may ask for: `{firm.presses}` (the example firm), `{year.scrap_eur}` (its year), `{gain_eur.low}`,
`{net_eur.likely}`, `{once_eur.high}`, `{yearly_eur.likely}` (this station's effect on it),
`{payback_months}`, `{weeks.low}` (what it takes), `{work.fewer_kg}` (its workings), `{low.startup_shots}`,
`{likely.startup_shots}`, `{high.startup_shots}` (its assumptions), `{within_s}`, `{pace}` (its break).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sprue_server.content import numbers
from sprue_server.content.markdown import Text, filled, html
from sprue_server.content.stations import QUESTIONS, Library, Station
from sprue_server.firm.firm import Firm, year_of
from sprue_server.firm.reckon import Reckoned, reckon
from sprue_server.station_views import AnswerView, StationCard, StationsView, StationView

NONE = "\N{EN DASH}"


@dataclass(frozen=True)
class Figures:
    """What a text may ask for, by its name; without a figure a dash."""

    known: Mapping[str, float | None]
    language: str

    def __call__(self, name: str, /) -> str:
        """A figure with its unit, as the language writes it.

        Raises:
            KeyError: there is no such figure.
        """
        value = self.known[name]
        return NONE if value is None else numbers.shown(name.replace(".", "_"), value, self.language)


def figures(station: Station, found: Reckoned, firm: Firm) -> dict[str, float | None]:
    """Every figure that a station's text may ask for."""
    ends = {name: getattr(found, name) for name in ("gain_eur", "net_eur", "once_eur", "yearly_eur")}
    ends["weeks"] = station.takes.weeks
    return {
        **{f"firm.{name}": float(value) for name, value in firm.model_dump().items()},
        **{f"year.{name}": value for name, value in year_of(firm).model_dump().items()},
        **{f"{name}.{end}": value for name, one in ends.items() for end, value in one.model_dump().items()},
        **{f"work.{name}": value for name, value in found.workings.items()},
        **{
            f"{end}.{name}": value
            for name, one in found.assumes.items()
            for end, value in one.range.model_dump().items()
        },
        "payback_months": found.payback_months,
        "within_s": station.breaks.within_s,
        "pace": station.breaks.pace,
    }


@cache
def example(station: str, library: Library) -> tuple[Reckoned, Firm]:
    """The station's effect on the example firm."""
    firm = Firm()
    return reckon(library.stations[station], firm, {}), firm


def card(library: Library, station: Station, language: str) -> StationCard:
    """A station in a list."""
    tongue, text = library.text(station.slug, language)
    return StationCard(**_head(station, tongue, text))


def _head(station: Station, tongue: str, text: Text) -> dict[str, object]:
    fields = station.model_dump(include={"order", "icon", "minutes", "essential_for", "needs"})
    told = {"title": text.title, "lead": text.lead, "language": tongue}
    return {"station": station.slug, "evidence": station.breaks.evidence, **told, **fields}


def all_of(library: Library, language: str) -> StationsView:
    """Every station that can be told."""
    cards = [card(library, one, language) for one in library.stations.values()]
    return StationsView(stations=cards, problems=library.problems)


def tell(library: Library, slug: str, language: str) -> StationView:
    """A station with its text.

    Raises:
        KeyError: there is none of this name.
    """
    station = library.stations[slug]
    tongue, text = library.text(slug, language)
    found, firm = example(slug, library)
    figure = Figures(figures(station, found, firm), tongue)
    sections = {name: html(filled(body, figure)) for name, body in text.sections.items()}
    answers = [AnswerView(name=name, html=sections.pop(f"questions.{name}", "")) for name in QUESTIONS]
    return StationView.model_validate(
        {
            **_head(station, tongue, text),
            **station.model_dump(include={"cell", "see", "breaks", "caught", "takes", "learns"}),
            "presses": firm.equip_presses,
            "once_eur": found.once_eur,
            "sections": sections,
            "answers": [one for one in answers if one.html],
        }
    )
