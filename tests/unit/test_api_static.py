"""The built dashboards: always the newest index, assets for ever, nothing outside their folder."""

from pathlib import Path

import httpx2
import pytest

from sprue_server.app import create_app


def browser(folder: Path | None) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(create_app(None, folder))
    return httpx2.AsyncClient(transport=transport, base_url="http://hub.test")


@pytest.fixture
def built(tmp_path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<html>Sprue</html>", encoding="utf-8")
    (folder / "docs.html").write_text("<html>API</html>", encoding="utf-8")
    (folder / "assets" / "main-4f2a.js").write_text("1", encoding="utf-8")
    (tmp_path / "private.txt").write_text("secret", encoding="utf-8")
    return folder


async def test_the_start_page_is_asked_for_anew_each_time(built):
    async with browser(built) as page:
        answer = await page.get("/")
    assert "Sprue" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


async def test_the_documentation_of_the_api_is_a_page_of_the_dashboards(built):
    async with browser(built) as page:
        answer = await page.get("/api/docs", follow_redirects=True)
    assert str(answer.url) == "http://hub.test/docs.html"
    assert "API" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/", "/docs.html", "/api/docs", "/api/openapi.json", "/assets/main-4f2a.js", "/no"]
)
async def test_no_answer_lets_a_page_load_anything_from_elsewhere(built, path):
    async with browser(built) as page:
        policy = (await page.get(path)).headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "http" not in policy
    assert "script" not in policy, "scripts follow the default: ours alone, none inline"


async def test_only_our_own_pages_may_ask_for_the_camera_and_none_for_the_microphone(built):
    async with browser(built) as page:
        policy = (await page.get("/")).headers["permissions-policy"]
    assert "camera=(self)" in policy
    assert "microphone=()" in policy


def test_the_documentations_page_names_no_other_host(root):
    for path in (root / "dashboards" / "docs.html", root / "dashboards" / "src" / "docs.ts"):
        assert "//" not in path.read_text(encoding="utf-8").replace("// ", ""), path.name


async def test_an_asset_is_kept_for_ever_because_its_name_holds_its_content(built):
    async with browser(built) as page:
        answer = await page.get("/assets/main-4f2a.js")
    assert "immutable" in answer.headers["cache-control"]


async def test_an_asset_that_is_not_there_is_not_kept_for_ever(built):
    async with browser(built) as page:
        answer = await page.get("/assets/old-0000.js")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


@pytest.mark.parametrize("path", ["/../private.txt", "/%2e%2e/private.txt", "/assets/..%2f..%2fprivate.txt"])
async def test_nothing_outside_the_folder_is_served(built, path):
    async with browser(built) as page:
        answer = await page.get(path)
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/", "/api/docs"])
async def test_without_built_dashboards_the_page_says_how_to_get_them(path):
    async with browser(None) as page:
        answer = await page.get(path)
    assert answer.status_code == 503
    assert "./sprue demo" in answer.text
