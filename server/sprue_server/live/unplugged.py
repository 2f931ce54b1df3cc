"""Visitors' cells whose cable is out: the hub cannot hear them, and they are here all the same."""

from collections.abc import Iterable

from sprue_contract.sandbox import Lent


class Unplugged:
    """Which cells, and until when they are lent: what is not told again ends by itself."""

    def __init__(self) -> None:
        self._until_us: dict[str, int] = {}

    def hold(self, one: Lent) -> None:
        """Its cable is about to be pulled."""
        self._until_us[one.cell] = one.expires_us

    def learn(self, lent: Iterable[Lent]) -> None:
        """What is lent now. A cable that is in again is believed once the gateway has found its way back.

        Until then its lease counts; another visitor's lease of the same name ends at another moment.
        """
        self._until_us = {
            one.cell: one.expires_us
            for one in lent
            if one.unplugged or self._until_us.get(one.cell) == one.expires_us
        }

    def holds(self, cell: str, now_us: int) -> bool:
        """Whether it is here although its gateway is not heard."""
        return now_us < self._until_us.get(cell, 0)
