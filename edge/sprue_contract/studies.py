"""Studies of scientific moulding: what is written down of each shot, of a copy of a cell or at a real press.

Simulator, hub and a consultant's sheet all use these columns. A study's points are rows; its facts are what
the reading needs to know of press and part beside them, as far as anybody has said it.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from pydantic import BaseModel, Field

from sprue_contract.fields import Microseconds, Number, Strict
from sprue_contract.words import Translations

StudyName = Literal[
    "viscosity_curve", "cavity_balance", "pressure_drop", "process_window", "gate_seal", "cooling_time"
]
STUDIES: tuple[StudyName, ...] = get_args(StudyName)  # in the order in which one does them
Point = dict[str, float | str]
MOST_POINTS = 2000

GOOD, OFF_SIZE, NO_CUSHION = "good", "off_size", "no_cushion"
SEEN = (  # what an eye finds on the parts of a shot, the worst of it; else what gauge and control say
    GOOD,
    *("short_shot", "flash", "sink", "burn", "splay", "weld_line", "warpage", "flow_lines", "jetting"),
    *("black_specks", "colour_streak", OFF_SIZE, NO_CUSHION),
)
PLACES = ("nozzle", "runner", "gate", "half_full", "end_of_fill")  # how far the melt has come, in this order


class Column(NamedTuple):
    """A column or a fact: its unit, the least and the most that is believed; words to choose from, if so."""

    unit: str
    low: float = 0.0
    high: float = 0.0
    choices: tuple[str, ...] = ()
    needed: bool = True
    whole: bool = False


SECONDS, CYCLE = Column("s", 0.01, 600), Column("s", 0.5, 3600)
BAR, GRAMS, CELSIUS = Column("bar", 1, 4000), Column("g", 0.001, 50_000), Column("°C", 1, 450)
COUNT = Column("", 1, 512, whole=True)
COLUMNS: Mapping[StudyName, Mapping[str, Column]] = {
    "viscosity_curve": {
        "flow_cm3_s": Column("cm³/s", 0.1, 5000, needed=False),
        "fill_s": SECONDS,
        "transfer_bar": BAR,
    },
    "cavity_balance": {"cavity": COUNT, "weight_g": GRAMS},
    "pressure_drop": {"place": Column("", choices=PLACES), "transfer_bar": BAR},
    "process_window": {"mould_c": CELSIUS, "hold_bar": BAR, "seen": Column("", choices=SEEN)},
    "gate_seal": {"hold_s": SECONDS, "weight_g": GRAMS},
    "cooling_time": {
        "cooling_s": SECONDS,
        "cycle_s": CYCLE,
        "size_mm": Column("mm", 0.01, 5000),
        "seen": Column("", choices=SEEN),
    },
}
FACTS: Mapping[StudyName, Mapping[str, Column]] = {
    "viscosity_curve": {"fill_s": SECONDS, "limit_bar": BAR},
    "cavity_balance": {"cavities": COUNT},
    "pressure_drop": {"limit_bar": BAR},
    "process_window": {"mould_c": CELSIUS, "hold_bar": BAR},
    "gate_seal": {"hold_s": SECONDS, "cycle_s": CYCLE, "cavities": COUNT},
    "cooling_time": {
        "cooling_s": SECONDS,
        "cycle_s": CYCLE,
        "cavities": COUNT,
        "nominal_mm": Column("mm", 0.01, 5000),
        "tolerance_mm": Column("mm", 0.001, 100),
    },
}


class StudyWish(Strict):
    """Which study to run."""

    study: StudyName


class CostView(BaseModel):
    """What a study takes at a real press: with the shots that are thrown away while it settles."""

    shots: int
    minutes: float
    kg: float = Field(description="Material, parts and runners")


class StudyRun(BaseModel):
    """A study of a copy of a cell as it stood at a moment; `why_not`: it cannot be done there."""

    study: StudyName
    cell: str
    title: str
    translations: Translations
    at_us: Microseconds = Field(description="On the cell's own clock: when the copy was made")
    faults: int = Field(description="That were in force in the cell, and so in its copy")
    why_not: str | None = None
    points: list[dict[str, Number | str]] = []
    facts: dict[str, Number] = {}
    cost: CostView | None = None
    dimension: str | None = Field(default=None, description="Which one `size_mm` is, by its catalogue name")
    restless_k: float = Field(
        default=0.0, description="So far wall or melt still were from rest when shots were counted, at most"
    )


class StudyCell(BaseModel):
    """A cell that can be studied, and which studies cannot be done there, with why."""

    cell: str
    title: str
    translations: Translations
    why_not: dict[str, str] = {}
