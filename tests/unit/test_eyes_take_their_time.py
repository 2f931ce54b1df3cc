"""Who learns says since when, and how long it took; what was at hand took no time that would tell anything."""

from pathlib import Path

from sprue_cli.commissioning import Lesson, School, Step

LESSON = Lesson("cup-part", "cup", "part", 640)


class Quick(School):
    """Learns without pictures; notes what was told while it did."""

    seen: Step | None = None

    def _picture(self, lesson: Lesson, step: Step, out: Path) -> None:
        self.seen = Step(lesson.name, since_us=step.since_us, took_s=step.took_s)
        out.mkdir()

    def _commission(self, step: Step, pictures: Path, model: Path) -> None:
        assert step.took_s is None
        model.write_bytes(pictures.name.encode())


def test_learning_says_since_when_and_how_long_it_took(tmp_path: Path):
    school = Quick(tmp_path, tmp_path / "eyes", tmp_path / "cache", 20)
    school.teach([LESSON])
    (step,) = school.steps
    assert school.seen is not None
    assert (school.seen.since_us, school.seen.took_s) == (step.since_us, None)
    assert step.state == "done"
    assert step.took_s is not None
    assert step.took_s >= 0


def test_what_was_at_hand_tells_no_time(tmp_path: Path):
    Quick(tmp_path, tmp_path / "eyes", tmp_path / "cache", 20).teach([LESSON])
    again = Quick(tmp_path, tmp_path / "others", tmp_path / "cache", 20)
    again.teach([LESSON])
    assert [(one.state, one.since_us, one.took_s) for one in again.steps] == [("done", None, None)]
