"""What somebody agrees to when a name or an address is left: the very words, by version, purpose and language.

A text that changes gets a new version; the old ones stay here, for what was agreed to is what was read.
"""

from typing import Literal, get_args

Purpose = Literal["firm", "seat", "contact"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
KEPT_DAYS = 400
VERSION = 1
TEXTS: dict[int, dict[Purpose, dict[str, str]]] = {
    1: {
        "firm": {
            "en": "The name of my firm may be shown on these pages beside what we did, with its "
            "sector and size. It is deleted 400 days from now, or at once when I withdraw "
            "it under My data.",
            "es": "El nombre de mi empresa puede mostrarse en estas páginas junto a lo que "
            "hicimos, con su sector y su tamaño. Se borra dentro de 400 días, o al "
            "momento si lo retiro en Mis datos.",
            "it": "Il nome della mia azienda può comparire in queste pagine accanto a ciò che "
            "abbiamo fatto, con settore e dimensione. Viene cancellato tra 400 giorni, o "
            "subito se lo ritiro in I miei dati.",
            "ca-valencia": "El nom de la meua empresa es pot mostrar en estes pàgines al costat del que "
            "vam fer, amb el sector i la grandària. S'esborra d'ací a 400 dies, o a "
            "l'instant si el retire en Les meues dades.",
        },
        "seat": {
            "en": "Whoever runs this open factory may see my name and e-mail address, to write "
            "to me about this meeting and for nothing else. Other visitors do not see "
            "them. They are deleted 400 days from now, or at once when I withdraw them "
            "under My data.",
            "es": "Quien lleva esta fábrica abierta puede ver mi nombre y mi correo para "
            "escribirme sobre este encuentro y para nada más. Los demás visitantes no los "
            "ven. Se borran dentro de 400 días, o al momento si los retiro en Mis datos.",
            "it": "Chi gestisce questa fabbrica aperta può vedere il mio nome e la mia e-mail "
            "per scrivermi di questo incontro e per nient'altro. Gli altri visitatori non "
            "li vedono. Vengono cancellati tra 400 giorni, o subito se li ritiro in I "
            "miei dati.",
            "ca-valencia": "Qui porta esta fàbrica oberta pot vore el meu nom i el meu correu per a "
            "escriure'm sobre esta trobada i per a res més. Els altres visitants no els "
            "veuen. S'esborren d'ací a 400 dies, o a l'instant si els retire en Les meues "
            "dades.",
        },
        "contact": {
            "en": "My name and contact may be seen by visitors who have opted in on the same "
            "topic themselves: those on the other side, and firms that look for the same. "
            "Nobody else but who runs this open factory sees them. They are deleted 400 "
            "days from now, or at once when I withdraw them under My data.",
            "es": "Mi nombre y mi contacto pueden verlos los visitantes que también han "
            "aceptado en el mismo tema: los del otro lado y las empresas que buscan lo "
            "mismo. Nadie más los ve, salvo quien lleva esta fábrica abierta. Se borran "
            "dentro de 400 días, o al momento si los retiro en Mis datos.",
            "it": "Il mio nome e il mio contatto possono essere visti dai visitatori che hanno "
            "aderito anche loro allo stesso tema: quelli dall'altra parte e le aziende "
            "che cercano lo stesso. Nessun altro li vede, tranne chi gestisce questa "
            "fabbrica aperta. Vengono cancellati tra 400 giorni, o subito se li ritiro in "
            "I miei dati.",
            "ca-valencia": "El meu nom i el meu contacte els poden vore els visitants que també han "
            "acceptat en el mateix tema: els de l'altre costat i les empreses que busquen "
            "el mateix. Ningú més els veu, llevat de qui porta esta fàbrica oberta. "
            "S'esborren d'ací a 400 dies, o a l'instant si els retire en Les meues dades.",
        },
    }
}


def text(purpose: Purpose, version: int, language: str) -> str:
    """The words of a version in a language; in English where that language has none."""
    by_language = TEXTS[version][purpose]
    return by_language.get(language, by_language["en"])


def holds(version: int, language: str) -> bool:
    """Whether these are words that somebody can have read today."""
    return version == VERSION and all(language in TEXTS[VERSION][one] for one in PURPOSES)
