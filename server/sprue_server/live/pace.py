"""How often the screens are told: as often as it costs little."""

LEAST_S = 0.025  # a gateway's cells come within it; a screen paints every 0.017 s
MOST_S = 2.0  # a page waits 6 s before it calls the hub silent
SHARE = 0.1  # of a core goes to the screens at most; with a fifth, new values were a third older
RESTS = 3  # times as long as telling took the loop is free at least: others want the cores as well
RESTS_MOST = 2  # intervals: one stall is no reason to keep screens waiting
EASES = 0.2  # of the way back to quicker, each time


class Pace:
    """Slower as soon as a sending takes long, quicker again step by step."""

    def __init__(self) -> None:
        self.every_s = LEAST_S

    def took(self, seconds: float) -> None:
        """So much work, in seconds of a core, were all screens together."""
        wanted_s = min(max(seconds / SHARE, LEAST_S), MOST_S)
        slower = wanted_s > self.every_s
        self.every_s = wanted_s if slower else self.every_s + EASES * (wanted_s - self.every_s)

    def rest_s(self, took_s: float) -> float:
        """Until the next telling, after one that took so long by the wall's clock."""
        return min(max(self.every_s - took_s, RESTS * took_s), RESTS_MOST * self.every_s)
