"""The plant file: one YAML file that says which cells exist, where they stand and how to reach them."""

from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from sprue_contract.fields import Slug
from sprue_contract.words import Words

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
ADVICE = "Fix these lines, then run `sprue check` again. Nothing was started."


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Part):
    """Where a cell stands on the floor plan, in metres from the left and from the front."""

    x_m: float = Field(ge=0, le=500)
    y_m: float = Field(ge=0, le=500)


class SourceRef(BaseModel):
    """How to read a machine: the `type` names a file in sources/, the rest are that source's own keys."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]

    def keys(self) -> dict[str, Any]:
        """Everything below `source:` but the type."""
        return dict(self.model_extra or {})


class Cell(_Part):
    """One machine with everything around it."""

    name: Slug
    title: Words
    at: Place
    source: SourceRef


class Keep(_Part):
    """How long the hub keeps what there is much of; left out: for ever. Roll-ups and shots always stay."""

    frames_days: float | None = Field(
        default=None, gt=0, description="Readings of continuous channels; their roll-ups stay"
    )
    curves_days: float | None = Field(default=None, gt=0, description="Curves of shots; the shots stay")
    pictures_gb: float | None = Field(default=5, gt=0, description="Pictures of parts, the oldest go first")


class Shift(_Part):
    """A crew's time by the local clock; one that ends at or before it begins ends on the next day."""

    name: Slug
    begins: time
    ends: time
    weekdays: list[Weekday] = Field(default=list(WEEKDAYS), description="On which it begins")

    @field_validator("begins", "ends", mode="before")
    @classmethod
    def _clock(cls, told: object) -> object:
        """YAML reads 14:00 without quotation marks as a number to the base of 60: minutes."""
        if not isinstance(told, int):
            return told
        if not 0 <= told < 24 * 60:
            raise ValueError("a time of day lies between 00:00 and 23:59")
        return time(*divmod(told, 60))


SHIFTS = [
    Shift(name="early", begins=time(6), ends=time(14)),
    Shift(name="late", begins=time(14), ends=time(22)),
    Shift(name="night", begins=time(22), ends=time(6)),
]


class Plant(_Part):
    """The whole plant as declared by its owner."""

    title: Words
    timezone: str = Field(default="Europe/Madrid", description="Days and shifts follow its calendar")
    gateway: Slug = "gateway-1"
    epoch: AwareDatetime | None = Field(
        default=None, description="Simulated time starts here; leave out to follow the wall clock"
    )
    pace: float = Field(default=1, gt=0, le=1000, description="Simulated seconds per second")
    seed: int = Field(default=1, ge=0)
    keep: Keep = Keep()
    shifts: list[Shift] = Field(
        default=SHIFTS, max_length=20, description="When work is planned; left out: day and night, in three"
    )
    cells: list[Cell] = Field(min_length=1, max_length=200)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as problem:
            raise ValueError(f"no time zone is called {name!r}; try Europe/Madrid") from problem
        return name

    @field_validator("cells")
    @classmethod
    def _names_once(cls, cells: list[Cell]) -> list[Cell]:
        names = [cell.name for cell in cells]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two cells are called {', '.join(twice)}; a name is a cell's identity")
        return cells


class PlantFileError(Exception):
    """The plant file cannot be used; the message says where, what, what now and what did not happen."""


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key that is written twice: YAML itself would keep the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for index, (key, _) in enumerate(node.value):
            if (name := keys[index]) in keys[:index]:
                raise yaml.MarkedYAMLError(problem=f"key {name!r} twice", problem_mark=key.start_mark)
        return super().construct_mapping(node, deep)


def load_plant(path: Path) -> Plant:
    """Read a plant file, or explain every mistake with its line number.

    Raises:
        PlantFileError: the file is missing, is not YAML, or does not say what a plant file must.
    """
    text = _text(path)
    try:
        return Plant.model_validate(yaml.load(text, Loader=_StrictLoader))  # noqa: S506  # a SafeLoader
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise PlantFileError(f"{path}:{line}: not valid YAML: {problem.problem}\n{ADVICE}") from problem
    except yaml.YAMLError as problem:
        raise PlantFileError(f"{path}: not valid YAML: {problem}\n{ADVICE}") from problem
    except ValidationError as problem:
        raise PlantFileError("\n".join([*explain(path, text, problem), ADVICE])) from problem


def explain(path: Path, text: str, problem: ValidationError, under: tuple[str | int, ...] = ()) -> list[str]:
    """One line per mistake: file, line, key, what is wrong. `under` is where the checked part lies."""
    tree = yaml.compose(text)
    mistakes = problem.errors(include_url=False)
    return [_mistake(path, tree, (*under, *item["loc"]), item["msg"]) for item in mistakes]


def _mistake(path: Path, tree: yaml.Node | None, loc: tuple[str | int, ...], words: str) -> str:
    clean = words.removeprefix("Value error, ")
    if "should match pattern '^[a-z0-9]" in clean:
        clean = "use small letters, digits and dashes, for example imm-1"
    return f"{path}:{line_of(tree, loc)}: {'.'.join(map(str, loc)) or 'file'}: {clean}"


def line_of(node: yaml.Node | None, loc: tuple[str | int, ...]) -> int:
    """Line on which the value at `loc` starts, or its nearest existing parent."""
    for step in loc:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == step]
            if not found:
                break
            key, node = found[0]
            if not isinstance(node, yaml.CollectionNode):
                return int(key.start_mark.line) + 1
    return int(node.start_mark.line) + 1 if node is not None else 1


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise PlantFileError(
            f"{path}: cannot be read: {problem.strerror}.\n"
            "Name a plant file that exists; examples lie in simulators/sprue_sim/plants. Nothing was started."
        ) from problem
    except UnicodeDecodeError as problem:
        raise PlantFileError(f"{path}: is not UTF-8 text: {problem}\n{ADVICE}") from problem
