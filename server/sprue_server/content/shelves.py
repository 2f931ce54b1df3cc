"""Where content lies: the house's own folder, over it the plant's. A file of the same name wins there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)
PACKED = Path(__file__).parent / "files"  # inside a wheel
CHECKOUT = Path(__file__).parents[3] / "dashboards" / "content"
LANGUAGES = ("en", "es", "ca-valencia", "it")


class ContentError(ValueError):
    """A file of content that cannot be read; says where, what, what now and what did not happen."""


def built_in() -> Path:
    """The house's own content: packed into the wheel, or in the checkout."""
    return PACKED if PACKED.exists() else CHECKOUT


def shelves(plant: Path | None = None) -> list[Path]:
    """Folders to look into; `plant`: the plant file, whose folder may hold `content/`."""
    own = [plant.parent / "content"] if plant else []
    return [built_in(), *(folder for folder in own if folder.is_dir())]


def found(folders: Sequence[Path], pattern: str) -> dict[str, Path]:
    """Files that fit `pattern` (such as `stations/*.yaml`) by their name; later folders win."""
    return {path.name: path for folder in folders for path in sorted(folder.glob(pattern))}


def load(path: Path, kind: type[T], **beside: Any) -> T:  # noqa: ANN401  # fields that the file's name tells
    """Read a YAML file as `kind`.

    Raises:
        ContentError: it is no YAML, or says what `kind` does not know.
    """
    try:
        told = yaml.safe_load(path.read_text("utf-8"))
        return kind.model_validate({**(told or {}), **beside})
    except yaml.YAMLError as problem:
        raise ContentError(f"{path}: this is no YAML: {problem}. It is not shown.") from problem
    except ValidationError as problem:
        lines = [f"{path}: {'.'.join(map(str, item['loc']))}: {item['msg']}" for item in problem.errors()]
        raise ContentError("\n".join([*lines, "Mend these lines. The file is not shown."])) from problem
