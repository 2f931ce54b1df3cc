"""Which eyes a hub has."""

from sprue_server.config import HubConfig
from sprue_server.inspecting.desk import Desk
from sprue_server.inspecting.shared import SharedPictures
from sprue_server.store.reader import Reader
from sprue_server.store.store import Store
from sprue_server.store.turn import LOOKING, Turn


def eyes_of(config: HubConfig, store: Store, reader: Reader) -> Desk | None:
    """A desk, unless it is not wanted; where hubs share the storing it finds pictures in the database."""
    if not config.eyes:
        return None
    desk = Desk(config.data, reader, store)
    if config.role == "shares":
        turn = Turn(store.database.for_reading(), LOOKING)
        desk.shared = SharedPictures(reader, turn, desk.see)
    return desk
