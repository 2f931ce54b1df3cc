"""The house addresses each visitor politely: usted, vosté, Lei. English has one form."""

import re

import pytest
from said import LANGUAGES, said

# Forms that are familiar or plural wherever they stand; what may be another word (it: sei, guardate; es: mira)
# is left out.
FAMILIAR = {
    "es": (
        r"tú|tu|tus|ti|te|contigo|tuy[oa]s?|tienes|puedes|quieres|eres|estás|haces|sabes|debes|ves|vas|"
        r"necesitas|haz|pon|hazlo|ponlo|míral[oa]|pruébal[oa]|déjal[oa]|púlsal[oa]|tócal[oa]|ábrel[oa]|escríbel[oa]|"
        r"vosotr[oa]s|vuestr[oa]s?|os|sois|\w+[áé]is|"
        r"(?<!usted )toma prestad[oa]|(?<!usted )vuelve a enchufar\w*"
    ),
    "ca-valencia": (
        r"tu|teua?|teus|teues|tens|pots|vols|saps|fas|vas a|vosaltres|vostr[ea]s?|podeu|voleu|teniu|esteu|feu|"
        r"vegeu|\w+(?:eu|iu)-(?:ho|lo|la|los|les|ne|hi|vos)|"
        r"(?<!vosté )agafa prestad[ao]|(?<!vosté )torna a endollar\S*"
    ),
    "it": (
        r"tu|tuo|tua|tuoi|tue|ti|hai|puoi|vuoi|devi|voi|vostr[oaie]|siete|avete|potete|volete|dovete|dite|vedete|"
        r"scegliete|chiedete|scrivete|premete|leggete|mettete|\w+(?:ate|ete|ite)(?:lo|la|li|ne|vi)"
    ),
}


def familiar(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{FAMILIAR[language]})(?![\w-])", re.IGNORECASE)


def test_every_language_but_english_says_which_forms_are_familiar():
    assert sorted(FAMILIAR) == [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", FAMILIAR)
def test_no_text_is_familiar_with_a_visitor(language: str):
    found = [
        f"{where}: “{form[0]}”"
        for where, text in said(language).items()
        for form in familiar(language).finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Elija lo que quieres."),
        ("es", "Toma prestada una prensa."),
        ("es", "Lo que veáis."),
        ("ca-valencia", "La teua empresa."),
        ("ca-valencia", "Mireu-ho bé."),
        ("it", "La vostra visita."),
        ("it", "Guastatene una."),
    ],
)
def test_what_is_familiar_is_found(language: str, text: str):
    assert familiar(language).search(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Usted toma prestada una prensa; la estación mira."),
        ("it", "In sei passi, presse guardate."),
        ("ca-valencia", "Vosté veu."),
    ],
)
def test_what_is_polite_is_left_alone(language: str, text: str):
    assert not familiar(language).search(text)
