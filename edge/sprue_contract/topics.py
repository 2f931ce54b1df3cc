"""Topic names, built and read in one place.

`sprue/v1/<gateway>/<cell>/<kind>` carries a cell's rows; `sprue/v1/<gateway>/status` is the gateway's own;
`sprue/v1/<gateway>/receipt` and `.../rebirth` come from the hub.
"""

from typing import Literal, NamedTuple, get_args

from sprue_contract.fields import KINDS, VERSION, Kind

ROOT = f"sprue/v{VERSION}"
Talk = Literal["status", "receipt", "rebirth"]
TALK: tuple[Talk, ...] = get_args(Talk)


class CellTopic(NamedTuple):
    """Where rows of a cell travel."""

    gateway: str
    cell: str
    kind: Kind

    def __str__(self) -> str:
        return f"{ROOT}/{self.gateway}/{self.cell}/{self.kind}"


class GatewayTopic(NamedTuple):
    """Where a gateway and the hub talk to each other."""

    gateway: str
    talk: Talk

    def __str__(self) -> str:
        return f"{ROOT}/{self.gateway}/{self.talk}"


EVERYTHING = f"{ROOT}/#"
CELL_ROWS = f"{ROOT}/+/+/+"
STATUSES = f"{ROOT}/+/status"


def parse_topic(text: str) -> CellTopic | GatewayTopic:
    """Read a topic.

    Raises:
        ValueError: naming what was expected.
    """
    match text.removeprefix(f"{ROOT}/").split("/"):
        case [gateway, cell, kind] if kind in KINDS and gateway and cell:
            return CellTopic(gateway, cell, kind)
        case [gateway, talk] if talk in TALK and gateway:
            return GatewayTopic(gateway, talk)
    expected = f"{ROOT}/<gateway>/<cell>/<{'|'.join(KINDS)}> or {ROOT}/<gateway>/<{'|'.join(TALK)}>"
    raise ValueError(f"topic {text!r} is not {expected}")
