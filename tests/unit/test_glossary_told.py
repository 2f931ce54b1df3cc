"""The shop's words are put beside each other; a file that cannot be read is named."""

from sprue_server.content.glossary import glossary

FLASH = "flash:\n  word: {word}\n  means: {means}\n  never: [rebarba]\n"


def test_terms_stand_beside_each_other_and_gaps_stay_gaps(tmp_path):
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "es.yaml").write_text(FLASH.format(word="rebaba", means="Plástico que sale."), "utf-8")
    (folder / "en.yaml").write_text(
        FLASH.format(word="flash", means="Plastic that gets out.") + "lot: {word: lot, means: One delivery.}\n",
        "utf-8",
    )
    (folder / "it.yaml").write_text("flash: bava\n", "utf-8")
    told = glossary([tmp_path])
    assert told.languages == ["en", "es"]
    assert [one.term for one in told.terms] == ["flash", "lot"]
    assert told.terms[0].words["es"].word == "rebaba"
    assert set(told.terms[1].words) == {"en"}
    assert len(told.problems) == 1
    assert "it.yaml" in told.problems[0]


def test_without_files_there_are_no_words(tmp_path):
    assert glossary([tmp_path]).terms == []
