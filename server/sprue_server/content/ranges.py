"""A quantity that is not known but bounded: its low end, what is likely, its high end."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

ENDS = 3


def _listed(told: Any) -> Any:  # noqa: ANN401  # YAML
    """Written `[low, likely, high]`."""
    if isinstance(told, list) and len(told) == ENDS:
        return dict(zip(("low", "likely", "high"), told, strict=True))
    return told


class Ends(BaseModel):
    """low <= likely <= high."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    low: float
    likely: float
    high: float

    @model_validator(mode="after")
    def _in_order(self) -> "Ends":
        if not self.low <= self.likely <= self.high:
            raise ValueError(f"need low <= likely <= high, got {self.low}, {self.likely}, {self.high}")
        return self


Range = Annotated[Ends, BeforeValidator(_listed)]
