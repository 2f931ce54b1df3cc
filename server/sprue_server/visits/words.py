"""What can be chosen of a visitor and a visit. Each has its word in the dashboards: `visit.<group>.<name>`."""

from typing import Literal, get_args

from sprue_server.content.stations import ROLES, Role

__all__ = ["ROLES", "Role"]
Language = Literal["en", "es", "it", "ca-valencia"]
Step = Literal["problem", "see", "break", "caught", "mine"]
Sector = Literal[
    "toys",
    "packaging",
    "automotive",
    "household",
    "electrical",
    "medical",
    "construction",
    "footwear",
    "mould-making",
    "machinery",
    "services",
    "education",
    "other",
]
Size = Literal["micro", "small", "medium", "large"]  # fewer than 10, 50, 250 people, and more
STEPS: tuple[Step, ...] = get_args(Step)
SECTORS: tuple[Sector, ...] = get_args(Sector)
SIZES: tuple[Size, ...] = get_args(Size)
LANGUAGES: tuple[Language, ...] = get_args(Language)
LENGTHS = (15, 45, 90)  # minutes of a visit that are offered
SHORTEST, LONGEST = 15, 240
