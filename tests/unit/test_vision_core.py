"""What the eyes are made of keeps what it promises: weights, distances, p-values, the head."""

import pickle
from pathlib import Path

import numpy as np
import pytest
from sklearn.covariance import LedoitWolf

from sprue_server.vision import backbone, conformal, efficientnet, head, places, torch_file, whole, working
from sprue_server.vision.pictures import Picture

RANDOM = np.random.default_rng(5)


def test_the_network_computes_what_another_engine_computed():
    assert backbone.computes_right(backbone.backbone())


def test_pads_on_the_wrong_side_are_noticed(monkeypatch: pytest.MonkeyPatch):
    right = efficientnet._shape

    def turned(kernel: np.ndarray, stride: int) -> dict[str, int | list[int]]:
        told = right(kernel, stride)
        return {**told, "pads": told["pads"][::-1]}

    monkeypatch.setattr(efficientnet, "_shape", turned)
    wrong = backbone.Backbone(backbone.converted(backbone._wheel()))
    assert not backbone.computes_right(wrong)


def test_a_damaged_copy_of_the_network_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backbone.sys, "prefix", str(tmp_path))
    place = tmp_path / "share" / "sprue" / f"{backbone.NAME}-{backbone.FORM}.onnx"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"cut off")
    assert backbone.computes_right(backbone.backbone.__wrapped__())
    assert place.stat().st_size > 10_000_000
    assert len(list(place.parent.iterdir())) == 1


def test_other_weights_are_refused(tmp_path: Path):
    (tmp_path / "w.pth").write_bytes(b"other")
    with pytest.raises(backbone.BackboneError, match="SHA-256"):
        backbone.converted(tmp_path / "w.pth")


def test_a_pickle_that_asks_for_more_than_arrays_is_refused():
    class Evil:
        def __reduce__(self):
            return print, ("gotcha",)

    with pytest.raises(ValueError, match=r"builtins\.print"):
        torch_file.read(pickle.dumps(Evil()))


def test_distance_of_the_whole_is_ledoit_wolfs():
    goods = RANDOM.normal(size=(40, 60)).astype(np.float32) @ RANDOM.normal(size=(60, 60)).astype(np.float32)
    fresh = RANDOM.normal(size=60).astype(np.float32) * 5
    scaled = (goods - goods.mean(0)) / (goods.std(0) + 1e-6)
    reference = LedoitWolf(assume_centered=True).fit(scaled.astype(np.float64))
    apart = (fresh - goods.mean(0)) / (goods.std(0) + 1e-6)
    wanted = np.sqrt(apart @ reference.precision_ @ apart)
    assert whole.fitted(goods).distance(fresh) == pytest.approx(wanted, rel=1e-3)


def summed(pictures: np.ndarray) -> places.Sums:
    sums = places.Sums.empty(pictures.shape[1:])
    for one in pictures:
        sums.add(one)
    return sums


def test_each_place_has_its_mean_and_shares_its_spread():
    pictures = RANDOM.normal(size=(50, 8, 4, 5)).astype(np.float32) * [1, 2, 3, 4, 5]
    pictures += np.arange(8)[:, None, None]
    known = summed(pictures).fitted(np.zeros(pictures.shape[1:], np.float32))
    assert known.mean == pytest.approx(pictures.mean(0), abs=1e-4)
    apart = (pictures - pictures.mean(0))[:, :4].reshape(-1, 5) / known.spread
    covariance = apart.T @ apart / len(apart)
    shrunk = covariance + (places.SHRINK * np.trace(covariance) / 5 + places.FLOOR) * np.eye(5)
    white = known.whiten[0, 0]
    assert white.T @ white == pytest.approx(np.linalg.inv(shrunk), rel=1e-2, abs=1e-3)


def test_parts_add_up_to_the_whole():
    pictures = RANDOM.normal(size=(40, 4, 4, 3)).astype(np.float32)
    rough = np.zeros((4, 4, 3), np.float32)
    parts = summed(pictures[:17])
    parts.include(summed(pictures[17:]))
    assert parts.fitted(rough).whiten == pytest.approx(summed(pictures).fitted(rough).whiten, abs=1e-4)


def test_an_odd_place_is_the_farthest_on_the_map():
    pictures = RANDOM.normal(size=(50, 8, 8, 3)).astype(np.float32)
    known = summed(pictures).fitted(np.zeros((8, 8, 3), np.float32))
    odd = np.zeros((8, 8, 3), np.float32)
    odd[2, 5] = 9
    found = known.distances(odd)
    assert np.unravel_index(found.argmax(), found.shape) == (2, 5)
    assert places.farthest(found) > 2 * places.farthest(known.distances(np.zeros((8, 8, 3), np.float32)))
    assert known.odd(odd, found) == pytest.approx((9 - known.mean[2, 5]) / known.spread)


def test_p_values_of_fresh_goods_keep_their_promise():
    rates = []
    for seed in range(200):
        scores = np.random.default_rng(seed).normal(size=300)
        held = conformal.standing(scores[:200])
        rates.append(np.mean([conformal.p_value(score, held) <= conformal.LOOK for score in scores[200:]]))
    assert 0.015 < np.mean(rates) <= 0.0225  # within three standard errors above 2 %


def test_few_goods_promise_little_and_say_so():
    assert conformal.promise(130).reject == pytest.approx(1 / 131)
    assert conformal.promise(350) == conformal.Promise(350, conformal.REJECT, conformal.LOOK)
    assert "about 8 are rejected and 20 not passed" in str(conformal.promise(130))


@pytest.mark.parametrize(("p", "word"), [(0.003, "reject"), (0.02, "look again"), (0.021, "pass")])
def test_verdicts_follow_the_p_value(p: float, word: str):
    assert conformal.verdict(p, conformal.promise(1000)) == word


def test_a_head_that_knows_nothing_does_not_win():
    told = RANDOM.normal(size=(80, 30)).astype(np.float32)
    defect = np.arange(80) >= 50
    normality = defect * 2.0 + RANDOM.normal(size=80)
    assert not head.contest(told, defect, normality).won
    told[:, 3] += 6 * defect
    assert head.contest(told, defect, normality).won


def test_learnt_normality_keeps_a_say_beside_a_head_that_was_told_other_defects():
    told = RANDOM.normal(size=(80, 30)).astype(np.float32)
    defect = np.arange(80) >= 50
    told[:65, 3] += 6 * defect[:65]
    told[:, -1] += 6 * (np.arange(80) >= 65)
    alone, beside = (head.contest(told, defect, told[:, -1].astype(np.float64), say) for say in (0, 0.5))
    line = head.fitted(told, defect)
    more = line.beside(np.array([beside.say], np.float32))
    assert (alone.say, beside.say > 0) == (0, True)
    assert more.score(told[70]) == pytest.approx(line.score(told[70]) + beside.say * told[70, -1], rel=1e-3)


@pytest.mark.parametrize(
    ("size", "wanted"), [((256, 256), (224, 224)), ((1270, 500), (640, 256)), ((480, 640), (352, 480))]
)
def test_the_working_size_keeps_the_shape_within_the_budget(size: tuple[int, int], wanted: tuple[int, int]):
    picture = Picture(np.zeros((*size, 3), np.uint8), size[1], size[0])
    found = working.chosen([picture])
    assert (found.height, found.width) == wanted


def test_twelve_bits_in_a_file_of_sixteen_fill_the_range():
    deep = np.full((64, 64, 3), 4000, np.uint16)
    found = working.chosen([Picture(deep, 64, 64)])
    assert found.white == 4095
    assert found.of(deep).max() == pytest.approx(4000 / 4095)
