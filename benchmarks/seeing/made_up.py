"""A moulded part that never was, with and without a flaw, and what learnt normality makes of it."""

import tempfile
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import learning, model
from sprue_server.vision.pictures import read

HEIGHT, WIDTH, GOODS = 240, 320, 60
FLAWS = ("none", "scratch", "burn", "short shot", "stain")
Pixels = NDArray[np.uint8]


def part(seed: int, flaw: str = "none") -> Pixels:
    """A lid with a rib and four pins (240, 320, 3), slightly moved and lit anew each time."""
    random = np.random.default_rng(seed)
    made = np.full((HEIGHT, WIDTH, 3), 40.0)
    x, y = (int(value) for value in random.integers(-3, 4, 2))
    cv2.rectangle(made, (50 + x, 40 + y), (270 + x, 200 + y), (176, 150, 120), -1)
    cv2.rectangle(made, (150 + x, 40 + y), (158 + x, 200 + y), (196, 172, 140), -1)
    for column, row in ((75, 65), (245, 65), (75, 175), (245, 175)):
        cv2.circle(made, (column + x, row + y), 9, (120, 100, 84), -1)
    _flawed(made, flaw, random)
    made = cv2.GaussianBlur(made, (0, 0), 0.8)
    light = np.linspace(0.92, 1.05, WIDTH)[None, :, None] * random.uniform(0.97, 1.03)
    return np.clip(made * light + random.normal(0, 4, made.shape), 0, 255).astype(np.uint8)


def _flawed(made: NDArray[np.float64], flaw: str, random: np.random.Generator) -> None:
    x, y = int(random.integers(90, 220)), int(random.integers(80, 150))
    if flaw == "scratch":
        cv2.line(made, (x, y), (x + 34, y + 12), (150, 126, 100), 1)
    elif flaw == "burn":
        cv2.ellipse(made, (262, y), (9, 5), 20, 0, 360, (70, 56, 46), -1)
    elif flaw == "short shot":
        cv2.circle(made, (272, 202), 16, (40, 40, 40), -1)
    elif flaw == "stain":
        made[y - 14 : y + 14, x - 18 : x + 18] *= 0.93


def learnt(folder: Path) -> model.Model:
    """A model of 60 made-up goods."""
    for seed in range(GOODS):
        cv2.imwrite(str(folder / f"{seed:03}.png"), part(seed)[:, :, ::-1])
    looker = learning.Looker(lambda _what, _done, _total: None)
    return learning.learn(sorted(folder.glob("*.png")), [], looker).model


def show(path: Path) -> list[str]:
    """Parts above, what was found below, as one PNG; a line for each."""
    with tempfile.TemporaryDirectory() as name:
        known = learnt(Path(name))
        columns, lines = [], []
        for number, flaw in enumerate(FLAWS):
            place = Path(name) / "fresh.png"
            cv2.imwrite(str(place), part(1000 + number, flaw)[:, :, ::-1])
            seen = read(place).pixels
            found = known.judge(seen)
            columns.append(np.vstack([seen[:, :, ::-1], _heat(seen, found.map / known.place_limit)]))
            lines.append(f"| {flaw} | {found.score:.1f} | {found.p_value:.3f} | {found.verdict} |")
    cv2.imwrite(str(path), np.hstack(columns))
    return lines


def _heat(seen: Pixels, times_limit: NDArray[np.float32]) -> Pixels:
    """The part in grey, orange where it is farther from normal than nearly all goods."""
    grey = cv2.cvtColor(cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2BGR)
    over = np.clip(cv2.resize(times_limit, (WIDTH, HEIGHT)) - 0.8, 0, 1)[:, :, None]
    mixed: Pixels = (grey * (1 - over) + over * np.array([0, 120, 255])).astype(np.uint8)
    return mixed
