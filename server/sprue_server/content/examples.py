"""Firms to begin with: one YAML file each."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from sprue_contract.fields import Strict
from sprue_contract.words import Words, naming
from sprue_server.content.shelves import found, load
from sprue_server.firm.firm import Firm
from sprue_server.firm_views import ExampleView


class Example(Strict):
    """A firm of a size and kind."""

    order: Annotated[int, Field(ge=0)]
    name: Words
    firm: Firm


def examples(folders: Sequence[Path]) -> list[ExampleView]:
    """All of them, in their order.

    Raises:
        ContentError: one of them cannot be read.
    """
    read = {path.stem: load(path, Example) for path in found(folders, "firms/*.yaml").values()}
    ordered = sorted(read.items(), key=lambda one: (one[1].order, one[0]))
    return [ExampleView(name=stem, firm=one.firm, **naming(title=one.name)) for stem, one in ordered]
