"""What a kilowatt-hour stands for until somebody says better: a dated default, never a hidden one."""

from typing import NamedTuple


class Factor(NamedTuple):
    """Greenhouse gases of a kilowatt-hour from the grid, with where and when that was so."""

    kg_kwh: float
    zone: str
    year: int
    source: str


GRID = Factor(
    kg_kwh=0.129,  # CO2 equivalents, life cycle, of what was consumed; another year or supplier differs much
    zone="ES",
    year=2024,
    source="Electricity Maps, yearly mean of Spain's mainland (as in co2.js of the Green Web Foundation)",
)
