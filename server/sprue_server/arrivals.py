"""What passes from ingest to the store and to the live state: checked messages with their arrival time."""

from typing import NamedTuple

from sprue_contract.messages import Message, UnreadableError
from sprue_contract.topics import CellTopic


class Arrival(NamedTuple):
    """A readable message of a cell."""

    topic: CellTopic
    message: Message
    arrived_us: int


class Misfit(NamedTuple):
    """A message that could not be read: kept in quarantine with its reason, then receipted as far as known."""

    topic: str
    payload: bytes
    problem: UnreadableError
    arrived_us: int
