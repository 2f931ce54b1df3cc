"""What stands on a sheet, by language. The hub makes paper, so its words are here and not in the dashboards."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from sprue_server.sheets.markers import Fixture

Language = Literal["en", "es", "ca-valencia", "it"]


class Words(NamedTuple):
    """Sentences of a sheet; numbers are filled in."""

    title: str
    print_true: str
    bar: str
    whole: str
    single: str
    corners: tuple[str, str, str, str]
    apart: str
    comma: str

    def use_whole(self, fixture: Fixture) -> str:
        """What to do with a page that holds the frame."""
        return self.whole.format(**self._sizes(fixture))

    def use_single(self, number: int, fixture: Fixture) -> str:
        """What to do with a page that holds one marker."""
        return self.single.format(number=number, corner=self.corners[number], **self._sizes(fixture))

    def distances(self, fixture: Fixture) -> str:
        """From middle to middle, to be checked with a rule."""
        return self.apart.format(**self._sizes(fixture))

    def _sizes(self, fixture: Fixture) -> dict[str, str]:
        across, down = fixture.apart_mm
        sizes = {
            "width": fixture.width_mm,
            "height": fixture.height_mm,
            "side": fixture.side_mm,
            "white": fixture.inset_mm,
            "across": across,
            "down": down,
            "diagonal": (across**2 + down**2) ** 0.5,
        }
        return {name: f"{size:.1f}".replace(".", self.comma) for name, size in sizes.items()}


WORDS: Mapping[Language, Words] = {
    "en": Words(
        title="Markers",
        print_true="Print at 100 % (“actual size”, not “fit to page”). "
        "Then measure the bar below: it must be 100 mm long.",
        bar="100 mm",
        whole="A part: lay it in the middle of this sheet. "
        "A mould: cut the markers out with {white} mm of white around each and stick them flat to the plate.",
        single="Marker {number}, {corner} as the camera sees it. Cut along the corners, with {white} mm of "
        "white around it; stick it flat, in the plane of the parting line.",
        corners=("upper left", "upper right", "lower right", "lower left"),
        apart="Frame {width} x {height} mm. Side of a marker: {side} mm. "
        "From middle to middle: {across} mm across, {down} mm down, {diagonal} mm diagonally.",
        comma=".",
    ),
    "es": Words(
        title="Marcadores",
        print_true="Imprima al 100 % («tamaño real», no «ajustar a la página»). "
        "Después mida la barra de abajo: debe medir 100 mm.",
        bar="100 mm",
        whole="Pieza: póngala en el centro de la hoja. "
        "Molde: recorte los marcadores con {white} mm de blanco alrededor y péguelos planos en la placa.",
        single="Marcador {number}, {corner} según lo ve la cámara. Recorte por las esquinas, con {white} "
        "mm de blanco alrededor; péguelo plano, en el plano de partición.",
        corners=("arriba a la izquierda", "arriba a la derecha", "abajo a la derecha", "abajo a la izquierda"),
        apart="Marco de {width} x {height} mm. Lado de un marcador: {side} mm. "
        "De centro a centro: {across} mm en horizontal, {down} mm en vertical, {diagonal} mm en diagonal.",
        comma=",",
    ),
    "ca-valencia": Words(
        title="Marcadors",
        print_true="Imprimisca al 100 % («grandària real», no «ajustar a la pàgina»). "
        "Després mesure la barra de baix: ha de fer 100 mm.",
        bar="100 mm",
        whole="Peça: pose-la en el centre del full. "
        "Motle: retalle els marcadors amb {white} mm de blanc al voltant i apegue'ls plans en la placa.",
        single="Marcador {number}, {corner} segons el veu la càmera. Retalle pels cantons, amb {white} "
        "mm de blanc al voltant; apegue'l pla, en el pla de partició.",
        corners=("dalt a l'esquerra", "dalt a la dreta", "baix a la dreta", "baix a l'esquerra"),
        apart="Marc de {width} x {height} mm. Costat d'un marcador: {side} mm. "
        "De centre a centre: {across} mm en horitzontal, {down} mm en vertical, {diagonal} mm en diagonal.",
        comma=",",
    ),
    "it": Words(
        title="Marcatori",
        print_true="Stampare al 100 % («dimensioni effettive», non «adatta alla pagina»). "
        "Poi misurare la barra qui sotto: deve essere lunga 100 mm.",
        bar="100 mm",
        whole="Pezzo: appoggiarlo al centro del foglio. "
        "Stampo: ritagliare i marcatori con {white} mm di bianco attorno e incollarli piatti sulla piastra.",
        single="Marcatore {number}, {corner} come lo vede la telecamera. Ritagliare lungo gli angoli, con "
        "{white} mm di bianco attorno; incollarlo piatto, nel piano della linea di divisione.",
        corners=("in alto a sinistra", "in alto a destra", "in basso a destra", "in basso a sinistra"),
        apart="Cornice {width} x {height} mm. Lato di un marcatore: {side} mm. "
        "Da centro a centro: {across} mm in orizzontale, {down} mm in verticale, {diagonal} mm in diagonale.",
        comma=",",
    ),
}
