"""What can be chosen of a visitor and a visit, beside sector and size. Words: `visit.<group>.<name>`."""

from typing import Literal, get_args

from sprue_server.content.stations import ROLES, Role

__all__ = ["ROLES", "Role"]
Language = Literal["en", "es", "it", "ca-valencia"]
Step = Literal["problem", "see", "break", "caught", "mine"]
STEPS: tuple[Step, ...] = get_args(Step)
LANGUAGES: tuple[Language, ...] = get_args(Language)
LENGTHS = (15, 45, 90)  # minutes of a visit that are offered
SHORTEST, LONGEST = 15, 240
