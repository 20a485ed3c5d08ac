import re

import pytest

from yidi.api.pages import STATIC

LOADED = re.compile(r"""(?:src|href)\s*=\s*["']([^"']+)["']""")
OUTSIDE = re.compile(r"""(?:https?:)?//[a-z0-9]""")


@pytest.mark.parametrize(("path", "addresses"), [("/", 5), ("/docs", 4)])
def test_a_page_loads_only_what_is_served_here(client, path, addresses):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "http" not in policy
    assert not OUTSIDE.search(response.text)
    loaded = [address for address in LOADED.findall(response.text) if address != "data:,"]
    assert addresses == len(loaded)
    for address in loaded:
        assert client.get(f"/{address}").status_code == 200, address
    # The policy allows no script within the page.
    assert "<script>" not in response.text
    assert not re.search(r"\son\w+=", response.text)


def test_scripts_ask_only_this_server():
    scripts = sorted(path.name for path in STATIC.glob("*.js"))
    assert scripts == ["app.js", "docs.js", "sparql.js"]
    for name in scripts:
        text = (STATIC / name).read_text("utf-8")
        assert not re.search(r"https?:|innerHTML|eval\(", text), name
    assert "validatorUrl: null" in (STATIC / "docs.js").read_text("utf-8")


def test_the_page_says_everything_in_both_languages(client):
    text = client.get("/").text
    assert text.count("data-zh=") == text.count("data-en=") == 7
    script = (STATIC / "app.js").read_text("utf-8")
    zh, en = re.search(r"zh: \{(.*?)\},\n  en: \{(.*?)\},\n\};", script, re.DOTALL).groups()
    keys = [re.findall(r"(\w+): \"", block) for block in (zh, en)]
    assert keys[0] == keys[1]
    assert len(keys[0]) == 28


def test_the_form_stays_small():
    lines = sum(len((STATIC / name).read_text("utf-8").splitlines()) for name in ("index.html", "app.js", "style.css"))
    assert lines < 300


def test_pages_answer_head(client):
    for path in ("/", "/docs", "/static/app.js"):
        response = client.head(path)
        assert (response.status_code, response.content) == (200, b"")
