"""A moulding shop as its owner describes it, and the year that follows from it."""

from typing import Annotated

from pydantic import Field

from sprue_contract.fields import Strict

WEEKS_PER_YEAR = 47.0  # worked, of a firm that closes in August and at Christmas
APART = 2.0  # times: batch size and change-overs that differ by more are told


class Firm(Strict):
    """Figures of one firm. The defaults are those of `content/firms/forty-five.yaml`."""

    people: Annotated[int, Field(ge=1, le=2000)] = 45
    presses: Annotated[int, Field(ge=1, le=500)] = 14
    press_age_y: Annotated[float, Field(ge=0, le=60, description="Of the typical press")] = 15
    equip_presses: Annotated[int, Field(ge=1, le=500, description="How many to begin with")] = 4
    shifts_h_day: Annotated[float, Field(gt=0, le=24)] = 16
    days_year: Annotated[float, Field(gt=0, le=366)] = 225
    load_pct: Annotated[float, Field(gt=0, le=100, description="Of the planned hours, with an order")] = 70
    bottleneck: Annotated[bool, Field(description="Orders wait for hours of a press")] = False
    hours_fall: Annotated[bool, Field(description="Hours that are not needed are not paid")] = False
    rate_eur_h: Annotated[float, Field(gt=0, le=500, description="Machine-hour rate")] = 32
    part_g: Annotated[float, Field(gt=0, le=20_000)] = 18
    cycle_s: Annotated[float, Field(gt=0, le=900)] = 24
    cavities: Annotated[int, Field(ge=1, le=256)] = 4
    batch_parts: Annotated[float, Field(ge=1, le=1e8)] = 25_000
    changeovers_week: Annotated[float, Field(ge=0, le=2000, description="All presses together")] = 16
    changeover_h: Annotated[float, Field(ge=0, le=48, description="Good part to good part")] = 1.8
    stops_h_week: Annotated[float, Field(ge=0, le=5000, description="Unplanned, all presses")] = 14
    scrap_pct: Annotated[float, Field(ge=0, le=60)] = 3.5
    claims_eur_year: Annotated[float, Field(ge=0, le=1e7, description="Credits, sorting, freight")] = 18_000
    inspect_h_day: Annotated[float, Field(ge=0, le=2000, description="Paid hours of looking at parts")] = 12
    material_eur_kg: Annotated[float, Field(gt=0, le=200)] = 1.9
    energy_eur_kwh: Annotated[float, Field(gt=0, le=5)] = 0.16
    kwh_per_kg: Annotated[float, Field(gt=0, le=20, description="Whole hall")] = 1.6
    wage_eur_h: Annotated[float, Field(gt=0, le=200, description="What an hour costs the firm")] = 21
    sensor_level: Annotated[int, Field(ge=0, le=3)] = 0
    it_level: Annotated[int, Field(ge=0, le=3)] = 1


class Year(Strict):
    """What follows for a year of the whole firm."""

    planned_h: float
    run_h: float
    parts: float
    kg: float
    material_eur: float
    energy_kwh: float
    energy_eur: float
    scrap_parts: float
    scrap_kg: float
    scrap_eur: float
    changeovers: float
    changeover_h: float
    stops_h: float
    inspect_eur: float
    changeovers_by_batch: float


def year_of(firm: Firm) -> Year:
    """Planned hours with an order, less change-overs and stops, make parts; scrap is made like the rest.

    `scrap_eur` is the material only: what pressing it cost is paid either way unless a bottleneck waits.
    """
    planned = firm.presses * firm.shifts_h_day * firm.days_year
    changeovers = firm.changeovers_week * WEEKS_PER_YEAR
    lost = changeovers * firm.changeover_h + firm.stops_h_week * WEEKS_PER_YEAR
    run = max(planned * firm.load_pct / 100 - lost, 0.0)
    parts = run * 3600 / firm.cycle_s * firm.cavities
    kg = parts * firm.part_g / 1000
    scrap = firm.scrap_pct / 100
    return Year(
        planned_h=planned,
        run_h=run,
        parts=parts,
        kg=kg,
        material_eur=kg * firm.material_eur_kg,
        energy_kwh=kg * firm.kwh_per_kg,
        energy_eur=kg * firm.kwh_per_kg * firm.energy_eur_kwh,
        scrap_parts=parts * scrap,
        scrap_kg=kg * scrap,
        scrap_eur=kg * scrap * firm.material_eur_kg,
        changeovers=changeovers,
        changeover_h=changeovers * firm.changeover_h,
        stops_h=firm.stops_h_week * WEEKS_PER_YEAR,
        inspect_eur=firm.inspect_h_day * firm.days_year * firm.wage_eur_h,
        changeovers_by_batch=parts / firm.batch_parts,
    )


def doubts(firm: Firm) -> list[str]:
    """What does not fit together, as names of sentences: nothing is corrected, all of it is told."""
    year = year_of(firm)
    both = sorted((year.changeovers, year.changeovers_by_batch))
    return [
        *(["no_time_left"] if year.run_h <= 0 else []),
        *(["batches"] if year.run_h > 0 and both[1] > APART * max(both[0], 1.0) else []),
        *(["more_equipped"] if firm.equip_presses > firm.presses else []),
        *(["bottleneck_idle"] if firm.bottleneck and firm.load_pct < 60 else []),  # noqa: PLR2004  # per cent
    ]
