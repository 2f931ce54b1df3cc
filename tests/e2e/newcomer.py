"""What somebody who is here for the first time does on a phone, and what must be true of every page he sees."""

import json
import re
from functools import cache
from pathlib import Path

import pypdfium2
from factory import ROOT
from playwright.sync_api import Locator, Page, expect

from e2e.test_every_page import PATHS
from e2e.test_visit import SLOW_MS
from sprue_server.content import numbers

WORDS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "dashboards/src/i18n").glob("*.json")
}
SMALL = {  # words that only this language has
    "en": "the and of with your which",
    "es": "los las usted muy",
    "it": "della delle gli che sono",
    "ca-valencia": "amb els dels seua",
}
PHONE = {"width": 390, "height": 844}
STEPS = ("Problema", "Ver", "Romper", "Detectado", "Para usted")
GO = """(hash) => new Promise((done) => {
    if (location.hash === hash) return done();
    addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(done)), { once: true });
    location.hash = hash;
})"""
LEARN_MS = 150_000  # good shots from which a press learns what is usual, on a busy computer
WITHIN_S = 60


def strange(text: str, language: str) -> set[str]:
    """Parts of sentences and small words of another language, and names of words in the place of words."""
    own = WORDS[language]
    names = {name for name in re.findall(r"[a-z][\w-]*(?:\.[\w-]+)+", text) if name in own}
    small = {one for other, some in SMALL.items() if other != language for one in some.split()}
    return (
        names
        | (small & {*re.findall(r"\w+", text.lower())})
        | {one for one in foreign(language) if one in text}
    )


@cache
def foreign(language: str) -> frozenset[str]:
    """Of four words and more, as other languages say what this one says otherwise."""
    own = WORDS[language]
    said = {told for words in WORDS.values() for key, told in words.items() if own.get(key) != told}
    parts = {part.strip() for told in said for part in re.split(r"\{\w+\}", told)}
    here = "\n".join(own.values())
    return frozenset(part for part in parts if len(part.split()) > 3 and part not in here)


WIDE = """(width) => new Promise((done) => {
  const wide = () => document.documentElement.scrollWidth > width;
  const out = (one) => one.getBoundingClientRect().right > width;
  const name = (one) => `${one.tagName} ${one.className}`;
  const names = () => [...document.querySelectorAll('main *')].filter(out).map(name);
  const late = performance.now() + 5000;  // a chart takes its room a moment after the page has come
  const again = () => (performance.now() > late ? done(names()) : requestAnimationFrame(look));
  const look = () => (wide() ? again() : done([]));
  look();
})"""


class Newcomer:
    """What he has on his phone, and every way that he was offered."""

    def __init__(self, page: Page, url: str, language: str = "es") -> None:
        self.page, self.api, self.language, self.ways = page, f"{url}/api/v1", language, set[str]()

    def look(self, title: str | None = None, *, collects: bool = True) -> None:
        """The page has come; all of it is in his language, and fits."""
        head = self.page.locator("main h1").first
        expect(self.page.locator("main")).to_have_attribute("aria-busy", "false", timeout=SLOW_MS)
        expect(head).not_to_be_empty(timeout=SLOW_MS)
        if title:
            expect(head).to_contain_text(title, timeout=SLOW_MS)
        expect(self.page.locator("main").get_by_text(WORDS[self.language]["loading"])).to_have_count(
            0, timeout=SLOW_MS
        )
        expect(self.page.locator("html")).to_have_attribute("lang", self.language, timeout=SLOW_MS)
        assert strange(self.page.locator("body").inner_text(), self.language) == set(), self.page.url
        wide = self.page.evaluate(WIDE, PHONE["width"])
        assert wide == [], f"{self.page.url} is too wide: {wide}"
        if not collects:
            return
        self.ways |= set(
            self.page.eval_on_selector_all(
                'a[href^="#/"]', "(all) => all.map((one) => one.getAttribute('href'))"
            )
        )

    def tap(self, role: str, name: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role(role, name=name, exact=False).first.tap(timeout=SLOW_MS)  # type: ignore[arg-type]

    def station(self, stop: str) -> None:
        """All five steps; what can be broken here is broken, caught and mended."""
        told = self.page.request.get(f"{self.api}/stations/{stop}?language={self.language}").json()
        for at, step in enumerate(STEPS):
            if at:
                self.tap("link", f"Siguiente: {step}")
            expect(self.page.locator("main [aria-current=step]")).to_contain_text(step, timeout=SLOW_MS)
            expect(self.page.get_by_role("heading", name=step, exact=True)).to_be_visible(timeout=SLOW_MS)
            self.look(told["title"])
            if step == "Romper":
                self.try_to_break(told)
            elif step == "Detectado" and told["breaks"]["evidence"] == "called":
                self.caught()

    def try_to_break(self, told: dict) -> None:
        """Where no eyes look, it is said before anything is borrowed."""
        eyes = self.page.request.get(f"{self.api}/health").json()["eyes"]["state"]
        if told["breaks"]["evidence"] == "rejected" and eyes == "off":
            expect(self.page.get_by_text("los ojos de esta fábrica están apagados")).to_be_visible(
                timeout=SLOW_MS
            )
            return
        self.tap("button", "Tomar prestada la prensa")
        switch = self.page.get_by_role("switch")
        expect(switch).to_have_attribute("aria-checked", "false", timeout=LEARN_MS)
        self.look()
        switch.tap()
        expect(switch).to_have_attribute("aria-checked", "true", timeout=SLOW_MS)
        count = self.page.locator(".count")
        expect(count).to_contain_text("después se encontró esto", timeout=2_000 * WITHIN_S)
        seconds = int(count.locator("strong").inner_text().split()[0])
        print(f"{told['station']}: found after {seconds} s")
        assert seconds <= WITHIN_S
        self.named_on_the_page()
        self.look()

    def named_on_the_page(self) -> None:
        """What has left its level, and the cause that the hub holds for the likeliest."""
        cell = self.page.request.get(f"{self.api}/sandbox").json()["mine"]["cell"]
        alarm = self.page.request.get(f"{self.api}/process/{cell}").json()["alarm"]
        likeliest = WORDS[self.language][f"cause.{alarm['causes'][0]['cause']}"]
        expect(self.page.locator(".evidence")).to_contain_text(likeliest, timeout=SLOW_MS)

    def caught(self) -> None:
        """The page shows it as long as it is broken; he goes back and mends it."""
        expect(self.page.get_by_text("Ahora no hay nada roto")).to_have_count(0)
        self.tap("link", "Atrás: Romper")
        switch = self.page.get_by_role("switch")
        switch.tap(timeout=SLOW_MS)
        expect(switch).to_have_attribute("aria-checked", "false", timeout=SLOW_MS)
        cell = self.page.request.get(f"{self.api}/sandbox").json()["mine"]["cell"]
        assert self.page.request.get(f"{self.api}/control/cells/{cell}").json()["faults"] == []
        self.tap("link", "Siguiente: Detectado")
        expect(self.page.get_by_text("Ahora no hay nada roto")).to_be_visible(timeout=SLOW_MS)

    def typed(self, label: str, value: float, path: str) -> dict:
        """Write a figure; what the hub answers to it."""
        with self.page.expect_response(lambda got: got.url.endswith(path), timeout=SLOW_MS) as answered:
            self.page.get_by_label(label, exact=True).fill(str(value), timeout=SLOW_MS)
        return answered.value.json()

    def shows(self, answer: dict) -> list[str]:
        """Each station's euros, as the hub reckoned them."""
        told = [numbers.euros(one["net_eur"]["likely"], "es") for one in answer["effects"]]
        expect(self.page.locator("main ol strong.net")).to_have_text(told, timeout=SLOW_MS)
        return told

    def unlearnt(self) -> set[str]:
        """What the camera's page says of a mould, by its name in his language, as long as no eyes are there."""
        cells = self.page.request.get(f"{self.api}/cells").json()
        moulds = {str(one["translations"].get(self.language, one)["mould"]) for one in cells}
        return {WORDS[self.language]["refusal.ar_not_learnt"].replace("{mould}", one) for one in moulds}

    def every_way_leads_somewhere(self) -> None:
        """Each address that he was offered, once: a page of this house, with a title, without an error."""
        patterns = [
            re.compile("/" + re.sub(r":\w+", "[^/]+", path.strip("/")) + "$") for path in PATHS.values()
        ]
        unlearnt = self.unlearnt()
        for way in sorted(self.ways):
            path = way[1:].split("?")[0]
            assert any(one.match(path) for one in patterns), f"{way} is no page"
            self.page.evaluate(GO, way)
            self.look(collects=False)
            wrong = self.page.locator("main [role=alert]:visible").all_inner_texts()
            assert [one for one in wrong if one not in unlearnt] == [], way
        print(f"{len(self.ways)} ways")


def paper(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())
