"""What a machine is called that does not say it itself: keys of the plant file."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from sprue_contract.words import Words, naming


class Naming(BaseModel):
    """Each is plain text, or a mapping with one text per language."""

    model_config = ConfigDict(extra="forbid")

    title: Words = Words("Press")
    machine: Words = Words("unknown")
    product: Words | None = None
    mould: Words | None = None
    material: Words | None = None

    def told(self) -> dict[str, Any]:
        """The fields of a birth."""
        return naming(**{name: getattr(self, name) for name in Naming.model_fields})
