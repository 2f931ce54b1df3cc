"""A cell as it runs: what it is made of, what is set on it, what disturbs it."""

from typing import NamedTuple

from sprue_sim.data import Preset, Settings
from sprue_sim.process.facts import Facts, facts_of
from sprue_sim.process.influences import Influences, ordered


class Cell(NamedTuple):
    """Everything that the slow side of a cell is asked with. `settings` are those in force."""

    preset: Preset
    settings: Settings
    influences: Influences
    facts: Facts


def running(preset: Preset, settings: Settings | None = None, influences: Influences | None = None) -> Cell:
    """A cell at its own or other settings, with what an operator has made of them.

    Raises:
        ValueError: the influences make no possible setting.
    """
    disturbed = influences or Influences()
    return Cell(preset, ordered(settings or preset.settings, disturbed.settings), disturbed, facts_of(preset))
