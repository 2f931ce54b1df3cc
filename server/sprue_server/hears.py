"""How a hub hears the broker: all by one connection; where hubs share, its part, and by a second one all."""

import asyncio

from sprue_server.config import HubConfig
from sprue_server.inbox import Inbox, Letter
from sprue_server.link import GLANCE, Link, share_of
from sprue_server.store.reader import Reader
from sprue_server.traffic import Traffic
from sprue_server.waiting import WaitingShots
from sprue_server.watch import Watch


class Hears:
    """Connections, the inbox of what is to be stored, and the counters of what passes."""

    def __init__(self, config: HubConfig, reader: Reader) -> None:
        loop = asyncio.get_running_loop()
        self.inbox, self.traffic = Inbox(loop), Traffic()
        self.watch: Watch | None = None
        if config.role == "shares":
            self.watch = Watch(loop, WaitingShots(reader))
        self.links = self._links(config, self.watch)

    def _links(self, config: HubConfig, watch: Watch | None) -> list[Link]:
        """The first one stores and answers. What passes is counted where all of it does."""
        if config.share is None:
            return [Link(config.broker_url, self._counted)]
        share = share_of(config.share)
        if watch is None:
            return [Link(config.broker_url, self._counted, share)]
        glance = Link(config.broker_url, self._glanced, GLANCE)
        glance.listens = watch.lost
        return [Link(config.broker_url, self.inbox.deliver, share), glance]

    def start(self) -> None:
        """Connect."""
        for link in self.links:
            link.start()

    def stop(self) -> None:
        """Say goodbye."""
        for link in self.links:
            link.stop()

    def _counted(self, letter: Letter) -> None:
        self.traffic.count(letter)
        self.inbox.deliver(letter)

    def _glanced(self, letter: Letter) -> None:
        self.traffic.count(letter)
        if self.watch:
            self.watch.hear(letter)
