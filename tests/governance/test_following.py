"""Links to other websites are followed over a real connection."""

from collections.abc import Iterator

import pytest

from content.link_checks.asking import Guest, over_the_net
from services.delivery import posting
from services.delivery.errors import SendFailed
from tests.governance.website import Website, website


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Website]:
    monkeypatch.setattr(posting, "READ_S", 0.2)
    with website() as opened:
        yield opened


def guest(site: Website) -> Guest:
    return Guest("web@council.example", asks=site.ask, wait=lambda seconds: None)


def test_each_answer_of_a_website_is_told_from_a_broken_link(site: Website) -> None:
    visitor = guest(site)
    found = {path: visitor.follow(site.url + path) for path in (
        "/fine", "/moved", "/no-head", "/gone", "/people-only", "/busy", "/broken", "/round",
        "/hangs-up", "/slow", "/hidden", "/to-hidden",
    )}  # fmt: skip
    assert found == {
        "/fine": ("fine", 200),
        "/moved": ("fine", 200),
        "/no-head": ("fine", 200),
        "/gone": ("gone", 404),
        "/people-only": ("unasked", 403),
        "/busy": ("unasked", 429),
        "/broken": ("error", 500),
        "/round": ("error", 302),
        "/hangs-up": ("silent", None),
        "/slow": ("silent", None),
        "/hidden": ("unasked", None),
        "/to-hidden": ("unasked", 302),
    }
    assert site.asked[:3] == ["GET /robots.txt", "GET /rules", "HEAD /fine"]
    assert site.asked.count("GET /rules") == 1
    assert {"HEAD /no-head", "GET /no-head"} <= set(site.asked)
    assert not [each for each in site.asked if each.endswith(" /hidden")]
    (agent,) = site.agents
    assert agent.startswith("AnydoorLinkCheck/1.0 (+http")
    assert "web@council.example" in agent


def test_a_website_that_cannot_say_its_rules_is_left_alone(site: Website) -> None:
    site.is_ill = True
    assert guest(site).follow(f"{site.url}/fine") == ("unasked", None)
    assert site.asked == ["GET /robots.txt", "GET /rules"]


@pytest.mark.parametrize("path", ["/to-router", "/to-neighbour", "/to-file"])
def test_no_redirect_leads_into_our_own_network(site: Website, path: str) -> None:
    assert guest(site).follow(site.url + path) == ("unsafe", None)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/",
        "http://10.0.0.1/",
        "http://localhost/",
    ],
)
def test_our_own_network_is_never_asked(settings, url: str) -> None:
    for is_demo in (False, True):
        settings.DEMO = is_demo
        with pytest.raises(SendFailed, match="address_private"):
            over_the_net("HEAD", url, {})
        assert Guest("", wait=lambda seconds: None).follow(url) == ("unsafe", None)
