"""Files of the dashboards travel packed where a browser takes it, and plain where it does not."""

import gzip
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from sprue_server.static import SafeHeaders, add_pages

CODE = "export const words = 'many';\n" * 200


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<h1>Sprue</h1>", "utf-8")
    (tmp_path / "assets/app-1.js").write_text(CODE, "utf-8")
    (tmp_path / "assets/app-1.js.gz").write_bytes(gzip.compress(CODE.encode()))
    (tmp_path / "assets/small-1.js").write_text("1", "utf-8")
    app = FastAPI()
    app.add_middleware(SafeHeaders)
    add_pages(app, tmp_path)
    return TestClient(app)


def test_a_packed_twin_is_sent_as_the_file_that_it_is(client):
    answer = client.get("/assets/app-1.js", headers={"accept-encoding": "gzip"})
    assert answer.text == CODE
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) < len(CODE) / 10
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("path", "accepts"), [("/assets/app-1.js", "identity"), ("/assets/small-1.js", "gzip")]
)
def test_without_a_twin_or_the_wish_a_file_is_sent_plain(client, path, accepts):
    answer = client.get(path, headers={"accept-encoding": accepts})
    assert "content-encoding" not in answer.headers
    assert answer.status_code == 200


def test_what_is_not_there_is_not_found_packed_either(client):
    assert client.get("/assets/../../etc/passwd", headers={"accept-encoding": "gzip"}).status_code == 404
    assert client.get("/assets/gone.js", headers={"accept-encoding": "gzip"}).status_code == 404
