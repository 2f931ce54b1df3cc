"""A newcomer, owner of 45 people, walks a quarter of an hour on a phone, from the hall to paper in his hand."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import Factory
from playwright.sync_api import APIRequestContext, Browser, Page, Route, expect

from e2e.newcomer import PHONE, WORDS, Newcomer, paper, strange
from e2e.test_instructor import secret
from e2e.test_visit import SLOW_MS
from sprue_server.content import numbers
from sprue_server.content.phrases import phrases, time_back
from sprue_server.content.shelves import shelves

pytestmark = pytest.mark.timeout(420)  # the first test waits for the whole factory
BUSY = "45 personas, 14 prensas, los pedidos esperan prensa"
SECRET = 777_123  # a figure that nothing else in the house has
OTHERS = {
    "en": ("45 people, 14 presses, orders wait for a press", "Road map"),
    "it": ("45 persone, 14 presse, gli ordini aspettano una pressa", "Tabella di marcia"),
    "ca-valencia": ("45 persones, 14 premses, les comandes esperen premsa", "Full de ruta"),
}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """His own, which knows nobody; a press that he has borrowed goes back with it."""
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="es-ES", accept_downloads=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    yield page
    address = page.url.split("#")[0].rstrip("/")
    page.request.delete(f"{address}/api/v1/sandbox")
    context.close()
    assert problems == [], "a page threw an error"


@pytest.fixture
def house(browser: Browser, factory: Factory) -> Iterator[APIRequestContext]:
    """Who looks after the hub and reads what it counts."""
    context = browser.new_context()
    assert context.request.post(f"{factory.url}/api/v1/login", data={"secret": secret(factory)}).ok
    yield context.request
    context.close()


def test_an_owner_walks_a_quarter_of_an_hour_and_goes_home_with_a_plan(phone, house, factory, tmp_path):
    api = f"{factory.url}/api/v1"
    before = house.get(f"{api}/visits/counts").json()
    him = Newcomer(phone, factory.url)
    phone.goto(factory.url)
    him.look("Nave")
    stops = begins(him)
    for stop in stops:
        expect(phone.locator("main h1")).not_to_have_text("Estación", timeout=SLOW_MS)
        him.station(stop)
        him.tap("button", "Siguiente: ", phone.get_by_role("region", name="La visita en curso"))
    tells_his_firm(him)
    plan = asks_for_a_plan(him)
    holds_it(him, plan, tmp_path / "plan.pdf")
    him.every_way_leads_somewhere()
    says_how_it_was(him)
    after = house.get(f"{api}/visits/counts").json()
    assert after["walks"] - before["walks"] == after["walks_finished"] - before["walks_finished"] == 1
    assert after["ratings"].get("5", 0) - before["ratings"].get("5", 0) == 1
    assert after["stops"]["my-firm"] - before["stops"].get("my-firm", 0) == 1


def begins(him: Newcomer) -> list[str]:
    """Who he is and how long he has; the stations of his way, at the first of which he stands."""
    him.tap("link", "Su visita")
    him.look("Su visita")
    him.tap("button", "Propiedad o gerencia")
    him.tap("button", "15 min")
    way = him.page.request.get(f"{him.api}/visits/itinerary?role=owner&minutes=15").json()
    expect(him.page.locator("ol.way li")).to_have_count(len(way["stops"]), timeout=SLOW_MS)
    him.tap("button", "Empezar")
    slugs = [one["slug"] for one in way["stops"]]
    assert slugs[-1] == "my-firm"
    assert "spc-oee" in slugs
    return slugs[:-1]


def tells_his_firm(him: Newcomer) -> None:
    """An example, a figure of his own, an assumption of his own: each time the page says what the hub says."""
    him.look("empresa")
    with him.page.expect_response("**/firm/effects", timeout=SLOW_MS) as answered:
        him.tap("button", BUSY)
    first = him.shows(answered.value.json())
    him.page.locator("summary", has_text="Lo que va mal").tap()
    worse = him.shows(him.typed("Rechazo", 9.7, "/firm/effects"))
    assert worse != first
    oee = him.page.locator("main ol > li", has=him.page.locator("a[href$='/station/spc-oee']"))
    oee.locator("summary").last.tap()  # what would have to be true may stand above
    other = him.typed("De las horas en marcha, paradas pequeñas y ciclos lentos", 40, "/firm/effects")
    assert him.shows(other) != worse
    him.look()
    him.tap("link", "Hoja de ruta", him.page.locator("main"))


def asks_for_a_plan(him: Newcomer) -> dict:
    """Twelve answers, money and hours; the plan that comes of them, as the hub has it."""
    him.look("Hoja de ruta")
    asked = him.page.request.get(f"{him.api}/roadmap/assessment?language=es").json()["questions"]
    him.tap("button", "Empezar", him.page.locator("main"))
    for at, one in enumerate(asked):
        expect(him.page.get_by_text(f"Pregunta {at + 1} de {len(asked)}")).to_be_visible(timeout=SLOW_MS)
        expect(him.page.get_by_role("heading", name=one["ask"])).to_be_focused()
        him.page.get_by_role("button", name=one["answers"][1]["words"], exact=True).tap()
    expect(him.page.get_by_text(f"{len(asked)} de {len(asked)} contestadas")).to_be_visible(timeout=SLOW_MS)
    him.typed("Presupuesto, una vez €", 40_000, "/roadmap/plan")
    plan = him.typed("Horas por semana que alguien tiene h", 12, "/roadmap/plan")
    assert (plan["budget_eur"], len(plan["best"])) == (40_000, 2)
    expect(him.page.locator(".plan")).to_have_attribute("aria-busy", "false", timeout=SLOW_MS)
    shown = him.page.get_by_role("region", name="Los pasos, uno tras otro")
    expect(shown.get_by_role("heading", level=3)).to_have_text(
        [one["title"] for one in plan["steps"]], timeout=SLOW_MS
    )
    cards = him.page.get_by_role("region", name="Las tecnologías que mejor encajan").locator("li")
    for card, one in zip(cards.all(), the_best(plan), strict=True):
        for told in [one["title"], *figures(one)]:
            expect(card).to_contain_text(told, timeout=SLOW_MS)
    for one, told in zip(shown.locator("ol > li").all(), plan["steps"], strict=True):
        one.locator("summary").tap()
        expect(one.get_by_text(told["reasons"][0]["text"]).first).to_be_visible(timeout=SLOW_MS)
    him.look()
    return plan


def the_best(plan: dict) -> list[dict]:
    return [one for slug in plan["best"] for one in plan["steps"] if one["step"] == slug]


def figures(one: dict) -> list[str]:
    """Cost, return, pay-back, as screen and paper write them."""
    all_of_it = one["whole"]
    euros = [numbers.euros(all_of_it[name]["likely"], "es") for name in ("once_eur", "yearly_eur", "net_eur")]
    return [*euros, time_back(phrases(shelves(), "roadmap/*.yaml", "es"), all_of_it["payback_months"])]


def holds_it(him: Newcomer, plan: dict, path: Path) -> None:
    with him.page.expect_download(timeout=SLOW_MS) as given:
        him.tap("button", "Hoja para imprimir (PDF)")
    given.value.save_as(path)
    text = paper(path)
    assert plan["firm"].startswith("45 personas, 14 prensas")
    wanted = [one for told in the_best(plan) for one in (told["title"], *figures(told))]
    origin = (
        "Calculado por Sprue con sus datos; los supuestos son nuestros si no se indica. No se ha guardado nada."
    )
    missing = [
        one for one in ["Hoja de ruta", plan["firm"], *wanted, origin] if one.replace("\u00a0", " ") not in text
    ]
    assert missing == [], text
    assert strange(text, "es") == set()


def says_how_it_was(him: Newcomer) -> None:
    him.page.goto(f"{him.page.url.split('#')[0]}#/my-firm")
    him.look("empresa")
    him.tap("link", "Terminar la visita", him.page.get_by_role("region", name="La visita en curso"))
    him.look("Su visita")
    him.tap("button", "Terminar la visita")
    him.tap("button", "5 muy bien")
    expect(him.page.get_by_role("status").filter(has_text="Gracias.")).to_be_visible(timeout=SLOW_MS)
    assert him.page.evaluate("localStorage.getItem('sprue.visit')") is None


@pytest.mark.parametrize("language", OTHERS)
def test_the_other_languages_lead_to_a_plan_on_paper_too(phone, factory, language: str, tmp_path):
    example, title = OTHERS[language]
    words = WORDS[language]
    him = Newcomer(phone, factory.url, language)
    phone.goto(f"{factory.url}/#/visit")
    phone.locator("header select").select_option(language)
    him.look(words["visit"])
    phone.goto(f"{factory.url}/#/station/spc-oee")
    him.look(phone.request.get(f"{him.api}/stations/spc-oee?language={language}").json()["title"])
    phone.goto(f"{factory.url}/#/my-firm")
    him.tap("button", example)
    expect(phone.locator("main ol strong.net").first).to_be_visible(timeout=SLOW_MS)
    him.look(words["firm"])
    phone.goto(f"{factory.url}/#/road-map")
    expect(phone.locator(".plan h3").first).to_be_visible(timeout=SLOW_MS)
    him.look(words["roadmap"])
    with phone.expect_download(timeout=SLOW_MS) as given:
        him.tap("button", words["roadmap.take.pdf"])
    given.value.save_as(tmp_path / "plan.pdf")
    text = paper(tmp_path / "plan.pdf")
    assert title in text
    assert strange(text, language) == set()
    assert re.findall(r"roadmap\.|sheet\.|firm\.|\{\w+\}", text) == []


class Late:
    """Holds what a page asks for until it may come."""

    def __init__(self) -> None:
        self.held: list[Route] = []
        self.may = False

    def __call__(self, route: Route) -> None:
        if self.may:
            route.continue_()
        else:
            self.held.append(route)

    def comes(self) -> None:
        self.may = True
        for route in self.held:
            route.continue_()


def test_what_comes_late_never_moves_the_way_on_from_under_his_thumb(phone, factory):
    him = Newcomer(phone, factory.url)
    phone.goto(f"{factory.url}/#/station/pressure-curve")
    him.look()
    late = Late()
    phone.route("**/assets/*", late)
    him.tap("link", "Siguiente: Ver")
    expect(phone.locator("main").get_by_text(WORDS["es"]["loading"])).to_be_visible(timeout=SLOW_MS)
    way = phone.get_by_role("link", name="Siguiente: Romper")
    before = way.bounding_box()
    late.comes()
    him.look()
    expect(phone.locator("main .step figure, main .step svg").first).to_be_visible(timeout=SLOW_MS)
    assert way.bounding_box() == before
    assert before["y"] + before["height"] < PHONE["height"], "it is in reach, without scrolling"


def test_nothing_of_his_firm_stays_but_where_he_wished_it(phone, factory):
    him = Newcomer(phone, factory.url)
    phone.goto(f"{factory.url}/#/my-firm")
    him.tap("button", BUSY)
    phone.locator("summary", has_text="Lo que va mal").tap()
    him.typed("Reclamaciones", SECRET, "/firm/effects")
    phone.reload()
    expect(phone.get_by_label(re.compile("^Reclamaciones"))).to_have_value("777.123", timeout=SLOW_MS)
    him.tap("link", "Hoja de ruta", phone.locator("main"))
    him.typed("Presupuesto, una vez €", SECRET, "/roadmap/plan")
    with phone.expect_download(timeout=SLOW_MS):
        him.tap("button", "Hoja para imprimir (PDF)")
    assert kept(phone, "localStorage") == []
    assert kept(phone, "sessionStorage") == ["sprue.firm", "sprue.roadmap"], "until the window is closed"
    assert begins_anew(phone, factory.url)
    phone.goto(f"{factory.url}/#/my-firm")
    phone.get_by_label("Guardarlo en este dispositivo").check(timeout=SLOW_MS)
    assert (kept(phone, "localStorage"), kept(phone, "sessionStorage")) == (["sprue.firm"], ["sprue.roadmap"])
    assert not begins_anew(phone, factory.url)
    him.tap("button", "Olvidarlo todo")
    him.tap("button", "Sí, olvidarlo")
    phone.goto(f"{factory.url}/#/road-map")
    him.tap("button", "Olvidarlo todo")
    him.tap("button", "Sí, olvidarlo")
    assert kept(phone, "localStorage") + kept(phone, "sessionStorage") == []
    assert holding(factory.folder, SECRET) == []


def begins_anew(page: Page, url: str) -> bool:
    """In another window of the same phone: is he asked with whose figures to begin?"""
    other = page.context.new_page()
    other.goto(f"{url}/#/my-firm")
    asks, has = (
        other.get_by_role("heading", name="¿Con qué empieza?"),
        other.get_by_label(re.compile("^Rechazo")),
    )
    expect(asks.or_(has)).to_have_count(1, timeout=SLOW_MS)
    anew = asks.count() == 1
    other.close()
    return anew


def kept(page: Page, place: str) -> list[str]:
    """Under which names something of his is kept."""
    names = f"Object.keys({place}).filter((key) => {place}.getItem(key).includes('{SECRET}'))"
    found: list[str] = page.evaluate(names)
    return sorted(found)


def holding(folder: Path, figure: int) -> list[str]:
    """Files of the hub in which this figure is, as text or as a number of eight bytes."""
    forms = [str(figure).encode(), f"{figure:,}".replace(",", ".").encode()]
    forms += [struct.pack(order, figure) for order in ("<d", ">d", "<q", ">q")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [str(path) for path in files if any(form in path.read_bytes() for form in forms)]
