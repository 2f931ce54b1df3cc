"""A learner in the test's own process: real learning, with so few trees and forms that it takes no time."""

import pytest
from sklearn.ensemble import ExtraTreesRegressor, GradientBoostingRegressor

from sprue_server.gauge import growing, smooth
from sprue_server.gauging.jobs import Answer, LearnJob
from sprue_server.gauging.teaching import teach


class Near:
    """Stands for the process that learns; remembers what it was asked."""

    def __init__(self) -> None:
        self.jobs: list[LearnJob] = []

    async def ask(self, job: LearnJob, _limit_s: float) -> Answer:
        self.jobs.append(job)
        return teach(LearnJob.model_validate_json(job.model_dump_json()))

    async def end(self) -> None:
        return


def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smooth, "FORMS", smooth.FORMS[::8])
    monkeypatch.setattr(growing, "ExtraTreesRegressor", lambda _n, **told: ExtraTreesRegressor(4, **told))
    monkeypatch.setattr(
        growing,
        "GradientBoostingRegressor",
        lambda **told: GradientBoostingRegressor(**told | {"n_estimators": 10}),
    )
