"""Four raking lamps show what the dome does not: a fine scratch in steel, a sink on a part."""

import cv2
import numpy as np
import pytest

from sprue_server.vision.shown_relief import ReliefError, relief
from sprue_server.vision.slopes import RAKING
from sprue_sim.cameras.folder import Item, Order, items, mask_of
from sprue_sim.cameras.settings import ALL
from sprue_sim.cameras.shooting import shoot

WIDTH = 640


def pair(of: str, defect: str, severity: float) -> tuple[dict, dict, np.ndarray]:
    """Pictures with the defect, of the same thing without it, and where it is."""
    stream = items(Order("bottle-cap", of, 0, 1, [severity], ALL, WIDTH, 5))
    item: Item = next(one for one in stream if one.defect == defect)
    good = item.wish._replace(severities={**item.wish.severities, defect: 0.0})
    series = shoot(item.wish)
    told = [{light: one[:, :, ::-1] for light, one in some.pictures.items()} for some in (series, shoot(good))]
    return told[0], told[1], mask_of(item, series) > 127


def apart(one: np.ndarray, other: np.ndarray, mask: np.ndarray) -> float:
    """Mean difference where the defect is, over what differs by noise elsewhere on the frame."""
    difference = one.astype(float) - other.astype(float)
    return float(abs(difference[mask].mean()) / max(difference[~mask].std(), 0.5))


def grey(pictures: dict, light: str) -> np.ndarray:
    return cv2.cvtColor(np.ascontiguousarray(pictures[light]), cv2.COLOR_RGB2GRAY)


def test_a_scratch_of_20_um_shows_in_the_relief_and_not_under_the_dome():
    bad, good, mask = pair("mould", "scratch", 1.0)
    thin = mask & (relief(bad, "lines").astype(int) - relief(good, "lines") < -8)
    assert thin.sum() > 0.2 * mask.sum(), "the groove itself is dark"
    in_relief = apart(relief(bad, "lines"), relief(good, "lines"), thin)
    assert in_relief > 3 * apart(grey(bad, "diffuse"), grey(good, "diffuse"), thin)


def test_a_sink_shows_in_the_hollows():
    bad, good, mask = pair("part", "sink", 0.5)
    in_relief = apart(relief(bad, "hollows"), relief(good, "hollows"), mask)
    assert in_relief > 2 * apart(grey(bad, "diffuse"), grey(good, "diffuse"), mask)


def test_an_even_face_is_middle_grey_whatever_its_colour_and_the_lamps_power():
    dim = {light: np.full((96, 128, 3), 40 + 20 * n, np.uint8) for n, light in enumerate(sorted(RAKING))}
    for shows in ("lines", "hollows"):
        told = relief(dim, shows)
        assert (told.dtype, told.shape) == (np.uint8, (96, 128))
        assert abs(told.astype(int) - 127).max() <= 1


def test_16_bit_pictures_tell_the_same():
    bad, _, _ = pair("mould", "scratch", 1.0)
    deep = {light: one.astype(np.uint16) * 257 for light, one in bad.items()}
    assert (relief(deep, "lines") == relief(bad, "lines")).all()


def test_a_missing_lamp_or_another_size_is_told():
    flat = {light: np.zeros((96, 128, 3), np.uint8) for light in RAKING}
    with pytest.raises(ReliefError, match="raking-s"):
        relief({light: one for light, one in flat.items() if light != "raking-s"}, "lines")
    with pytest.raises(ReliefError, match="differ in size"):
        relief({**flat, "raking-n": np.zeros((64, 64, 3), np.uint8)}, "lines")
