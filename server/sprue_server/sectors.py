"""What a firm makes and how large it is: one list for visits, voices and reports. Words: `sector.<name>`."""

from typing import Literal, get_args

Sector = Literal[
    "toys",
    "packaging",
    "automotive",
    "household",
    "cosmetics",
    "electrical",
    "medical",
    "construction",
    "footwear",
    "moulds",
    "machinery",
    "services",
    "education",
    "other",
]
Size = Literal["micro", "small", "medium", "large"]  # below 10, 50, 250 people, or more: classes of the EU
SECTORS: tuple[Sector, ...] = get_args(Sector)
SIZES: tuple[Size, ...] = get_args(Size)
