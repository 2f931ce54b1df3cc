"""Texts, numbers and local times as people write them in sheets; what can be read in two ways is not taken.

Each reader takes the text of a cell and raises `Wrong`, which says what to write instead.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sprue_server.imports.rejections import Wrong

MOST_TEXT = 400  # characters, as in the contract's payloads
FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M")
OFFSET = re.compile(r"\s*(Z|[+-]\d\d:?\d\d)$")
THOUSANDS = re.compile(r"^[+-]?\d{1,3}(?P<mark>[.,' \u00a0\u202f])\d{3}((?P=mark)\d{3})*([.,]\d+)?$")
DECIMAL = re.compile(r"^[+-]?\d+([.,]\d+)?$")
EITHER_WAY = re.compile(r"^[+-]?[1-9]\d{0,2}\.\d{3}$")
FIRST_YEAR, LAST_YEAR = 1970, 2200


def text(cell: str) -> str:
    """One line of text."""
    if len(cell) > MOST_TEXT:
        raise Wrong("text_long", length=len(cell), most=MOST_TEXT)
    if len(cell.splitlines()) > 1:
        raise Wrong("text_lines")
    return cell


def slug(cell: str) -> str:
    """The name of a cell, as the contract writes it."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", cell):
        raise Wrong("cell_form")
    return cell


def number(cell: str, *, decimal_commas: bool) -> float:
    """A number with a decimal point or comma.

    `1.234` is refused where the file has decimal commas: in such a sheet it mostly means 1,234 pieces.
    """
    if not DECIMAL.match(cell):
        raise Wrong("thousands" if THOUSANDS.match(cell) else "number")
    if decimal_commas and EITHER_WAY.match(cell):
        raise Wrong("ambiguous", decimal=cell.replace(".", ","), whole=cell.replace(".", ""))
    return float(cell.replace(",", "."))


def whole(cell: str) -> int:
    """Digits only: `10.000` is ten for one reader and ten thousand for another."""
    if not re.fullmatch(r"\d{1,15}", cell):
        raise Wrong("whole")
    return int(cell)


def within(value: float, low: float, high: float) -> None:
    """Raise unless a value lies between two limits, both included."""
    if not low <= value <= high:
        raise Wrong("range", low=low, high=high)


def moment_us(cell: str, zone: ZoneInfo) -> int:
    """UTC microseconds of a local time, or of one that names its offset.

    A local time that comes twice or never, because the clocks change, is refused.
    """
    found = _offset(cell) or _local(cell, zone)
    if not FIRST_YEAR <= found.astimezone(UTC).year < LAST_YEAR:
        raise Wrong("time_range")
    return round(found.timestamp()) * 1_000_000


def _parsed(cell: str) -> datetime:
    plain = re.sub(r"(?<=\d)T(?=\d)", " ", cell)
    for form in FORMS:
        try:
            return datetime.strptime(plain, form)  # noqa: DTZ007  # its zone follows
        except ValueError:
            continue
    raise Wrong("time_form")


def _offset(cell: str) -> datetime | None:
    if not (found := OFFSET.search(cell)):
        return None
    naive, offset = _parsed(cell[: found.start()]), found.group(1)
    if offset == "Z":
        return naive.replace(tzinfo=UTC)
    try:
        return datetime.strptime(f"{naive:%Y-%m-%d %H:%M:%S} {offset}", "%Y-%m-%d %H:%M:%S %z")
    except ValueError as problem:
        raise Wrong("time_form") from problem


def _local(cell: str, zone: ZoneInfo) -> datetime:
    naive = _parsed(cell)
    first, second = naive.replace(tzinfo=zone), naive.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if _exists(first):
        raise Wrong("time_twice", first=_written(first), second=_written(second))
    raise Wrong("time_never", instead=f"{first.astimezone(UTC).astimezone(zone):%Y-%m-%d %H:%M}")


def _exists(local: datetime) -> bool:
    """Whether the clock shows it: a time that is left out comes back as another one."""
    back = local.astimezone(UTC).astimezone(local.tzinfo)
    return abs(back.replace(tzinfo=None) - local.replace(tzinfo=None)) < timedelta(seconds=1)


def _written(local: datetime) -> str:
    offset = f"{local:%z}"
    return f"{local:%Y-%m-%d %H:%M}{offset[:3]}:{offset[3:]}"
