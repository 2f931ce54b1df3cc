"""A model that the worker had no time for is not given up; one that kills it twice is."""

from pathlib import Path

import pytest

from sprue_server.inspecting.describing import TRIES, Describing
from sprue_server.inspecting.models import FOLDER, Models
from sprue_server.inspecting.process import WorkerError, WorkerLateError

NAME = "cap-part"


class Failing:
    def __init__(self, problem: WorkerError) -> None:
        self.problem = problem

    async def ask(self, _job: object, _limit_s: float) -> None:
        raise self.problem


@pytest.fixture
def models(tmp_path: Path) -> Models:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / f"{NAME}.npz").write_bytes(b"model")
    found = Models(tmp_path)
    found.look()
    return found


async def told(models: Models, problem: WorkerError, times: int) -> str | None:
    describing = Describing(models, Failing(problem), None)
    for _ in range(times):
        await describing._describe(NAME)
    return models.known[NAME].problem


async def test_a_late_answer_is_waited_for_again(models: Models):
    assert await told(models, WorkerLateError("no answer within 60 s"), TRIES + 3) is None
    assert models.usable(NAME) is not None
    assert models.look() == [NAME], "it is still to be described"


async def test_a_file_that_ends_the_process_twice_is_left_alone(models: Models):
    assert await told(models, WorkerError("it ended with code 1"), TRIES - 1) is None
    assert "failed at it" in (await told(models, WorkerError("it ended with code 1"), 1) or "")
    assert models.usable(NAME) is None
