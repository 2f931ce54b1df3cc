"""Numbers as each language writes them, for what the hub itself writes: texts and paper."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, localcontext
from functools import cache
from math import floor

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

LOCALES = {"en": "en_GB", "es": "es_ES", "ca-valencia": "ca_ES_VALENCIA", "it": "it_IT"}
MINUS = "\u2212"  # as wide as a plus; the hyphen of most locales is not one
HARD = "\u00a0"  # a number and its unit stay on one line
SMALL, MIDDLE, LARGE = 10.0, 1_000.0, 10_000.0


@cache  # Babel looks for its data each time otherwise
def locale_of(language: str) -> Locale:
    """The locale of a language; English where it is unknown."""
    return Locale.parse(LOCALES.get(language, LOCALES["en"]))


def number(value: float, language: str, digits: int = 0) -> str:
    """`1,234.5`, `1.234,5`, with a minus that is one."""
    told = 0.0 if abs(value) < 0.5 * 10**-digits else value  # no minus zero
    with localcontext(rounding=ROUND_HALF_UP):  # away from zero, as a browser writes it
        return str(_pattern(digits).apply(told, locale_of(language))).replace("-", MINUS)


@cache
def _pattern(digits: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * digits if digits else ""))


def with_unit(value: float, unit: str, language: str, digits: int = 0) -> str:
    """A number and its unit, on one line."""
    return f"{number(value, language, digits)}{HARD}{unit}"


def rounded(value: float) -> float:
    """Two figures that can be believed: an estimate is not told to the euro. Halves go away from zero.

    The screens have the same rule; `dashboards/src/lib/roadmap/rounding.json` holds both to it.
    """
    size = abs(value)
    step = 1.0 if size < MIDDLE / 10 else 10.0 if size < MIDDLE else 100.0 if size < LARGE else 500.0
    whole = floor(size / step + 0.5) * step
    return -whole if value < 0 else whole


def euros(value: float, language: str) -> str:
    """An estimate in euros."""
    return with_unit(rounded(value), "€", language)


def day(when: date, language: str) -> str:
    """`29 November 2026`."""
    return str(format_date(when, format="long", locale=locale_of(language)))


FORMS: Mapping[str, Callable[[float, str], str]] = {
    "eur": euros,
    "h": lambda value, language: with_unit(rounded(value), "h", language),
    "pct": lambda value, language: with_unit(value, "%", language, int(abs(value) < SMALL)),
    "kg": lambda value, language: with_unit(rounded(value), "kg", language),
    "s": lambda value, language: with_unit(value, "s", language, int(value % 1 > 0)),
    "g": lambda value, language: with_unit(value, "g", language),
    "y": number,
}


def shown(name: str, value: float, language: str) -> str:
    """A figure by the unit in its name: `scrap_eur`, `freed_h`, `scrap_pct`, `wage_eur_h`."""
    parts = name.split("_")
    if parts[-2:-1] == ["eur"] and parts[-1] in {"h", "kg", "kwh"}:
        unit = {"h": "€/h", "kg": "€/kg", "kwh": "€/kWh"}[parts[-1]]
        return with_unit(value, unit, language, 2 if abs(value) < SMALL else 0)
    unit = next((part for part in reversed(parts) if part in FORMS), "")
    return FORMS[unit](value, language) if unit else number(value, language, int(value % 1 > 0))
