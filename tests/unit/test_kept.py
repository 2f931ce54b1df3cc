"""What a page says of what is kept is what the plant file says, and what has gone."""

import pytest
from pydantic import ValidationError

from sprue_contract.plant import Keep
from sprue_server.kept import kept
from sprue_server.store.tables import PurgedRow


def test_without_a_word_everything_stays_but_the_oldest_of_too_many_pictures():
    told = kept(Keep(), {})
    assert [one.kind for one in told] == ["shots", "rollups", "frames", "curves", "pictures"]
    assert [(one.days, one.gigabytes) for one in told] == [(None, None)] * 4 + [(None, 5)]
    assert all((one.gone, one.until_us) == (0, None) for one in told)


def test_what_has_gone_is_told_beside_what_is_kept():
    told = kept(Keep(frames_days=400), {"frames": PurgedRow(kind="frames", until_us=7, gone=3)})
    assert [(one.days, one.gone, one.until_us) for one in told if one.kind == "frames"] == [(400, 3, 7)]


@pytest.mark.parametrize("wrong", [{"frames_days": 0}, {"curves_days": -1}, {"shots_days": 5}])
def test_a_plant_file_cannot_ask_for_what_is_not_done(wrong):
    with pytest.raises(ValidationError):
        Keep.model_validate(wrong)
