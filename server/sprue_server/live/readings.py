"""The newest reading of each channel of a cell, worked out when somebody looks: frames come far more often."""

from collections.abc import Sequence

Value = float | int | None


class Readings:
    """Names of a layout's channels and the newest frame that fits them."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self._frame: Sequence[Value] = ()
        self._values: dict[str, float | None] = {}

    @property
    def values(self) -> dict[str, float | None]:
        """By name, with as many digits as a screen can show."""
        if self._frame:
            told = zip(self.names, self._frame, strict=True)
            self._values, self._frame = {name: _brief(value) for name, value in told}, ()
        return self._values

    def named(self, names: Sequence[str]) -> None:
        """Another layout; what was read before keeps the names that it had."""
        self.remembered(self.values)
        self.names = tuple(names)

    def read(self, frame: Sequence[Value]) -> bool:
        """Take a frame; False when it does not fit its layout: nobody can say what it means."""
        if len(frame) != len(self.names):
            return False
        self._frame = frame
        return True

    def remembered(self, values: dict[str, float | None]) -> None:
        """Values from elsewhere."""
        self._values, self._frame = values, ()


def moment(frame: Sequence[Value]) -> float:
    """When a frame was measured."""
    return frame[0] or 0


def _brief(value: Value) -> Value:
    """As many digits as a screen can show: small messages for many viewers."""
    if value is None or isinstance(value, int):
        return value
    return round(value, 3) if abs(value) >= 1 else float(f"{value:.3g}")
