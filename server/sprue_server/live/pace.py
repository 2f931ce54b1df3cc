"""How often the screens are told: as often as it costs little."""

LEAST_S = 0.025  # a gateway's cells come within it; a screen paints every 0.017 s
MOST_S = 2.0  # a page waits 6 s before it calls the hub silent
SHARE = 0.2  # of the loop's time goes to the screens at most; readings come first
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
