"""Links are collected, followed politely, and counted as broken only after several days."""

import socket
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from content.link_checks import asking
from content.link_checks.asking import Guest, introduced, over_the_net
from content.link_checks.ours import leads_somewhere
from content.link_checks.rounds import go_round
from content.models import LinkCheck, LinkUse
from services.delivery.errors import SendFailed
from services.delivery.posting import Answer
from tests.content.pages import draft, rewrite

THERE = "https://there.example/page"


class Net:
    """Other websites: what they answer, and what they were asked."""

    def __init__(self, **answers: Answer | str) -> None:
        self.answers: dict[str, Answer | str] = {}
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()

    def __call__(self, method: str, url: str, headers, read_bytes: int = 0) -> Answer:
        self.asked.append((method, url))
        self.agents.add(headers["User-Agent"])
        answer = self.answers.get(f"{method} {url}", self.answers.get(url, Answer(404)))
        if isinstance(answer, str):
            raise SendFailed(answer)
        return answer


def guest(net: Net, waits: list[float] | None = None) -> Guest:
    return Guest("web@council.example", asks=net, wait=(waits if waits is not None else []).append)


def test_a_guest_asks_for_little_and_one_thing_at_a_time() -> None:
    net, waits = Net(), []
    net.answers = {
        THERE: Answer(200),
        "HEAD https://there.example/get": Answer(405),
        "GET https://there.example/get": Answer(200),
    }
    visitor = guest(net, waits)
    assert visitor.follow(THERE) == ("fine", 200)
    assert net.asked == [("GET", "https://there.example/robots.txt"), ("HEAD", THERE)]
    assert visitor.follow("https://there.example/get") == ("fine", 200)
    assert net.asked[2:] == [("HEAD", "https://there.example/get"), ("GET", "https://there.example/get")]
    assert len(waits) == 3
    assert all(0 < wait <= asking.PAUSE_S for wait in waits)
    (agent,) = net.agents
    assert "web@council.example" in agent
    assert agent == introduced("web@council.example")["User-Agent"]


def test_a_guest_stays_outside_where_it_is_not_welcome() -> None:
    net = Net()
    net.answers = {
        "https://there.example/robots.txt": Answer(200, body=b"User-agent: *\nDisallow: /private/\n"),
        THERE: Answer(302, "/private/page"),
    }
    assert guest(net).follow("https://there.example/private/x") == ("unasked", None)
    assert guest(net).follow(THERE) == ("unasked", 302)
    assert not any("/private" in url for _method, url in net.asked)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(404), "gone"),
        (Answer(410), "gone"),
        (Answer(500), "error"),
        (Answer(403), "unasked"),
        (Answer(429), "unasked"),
        (Answer(301, THERE), "error"),
        ("no_answer", "silent"),
        ("name_unknown", "silent"),
        ("address_private", "unsafe"),
    ],
)
def test_what_comes_back_is_what_a_reader_would_find(answer: Answer | str, state: str) -> None:
    net = Net()
    net.answers = {THERE: answer}
    assert guest(net).follow(THERE)[0] == state


@pytest.mark.parametrize("settings_demo", [True, False])
def test_no_machine_of_our_own_network_is_asked_not_even_by_a_redirect(
    monkeypatch, settings, settings_demo: bool
) -> None:
    settings.DEMO = settings_demo
    asked = []

    def lookup(host, port, **_options):
        return [(2, 1, 6, "", ("10.0.0.7" if host == "inside.example" else "93.184.215.14", port))]

    def ask(method, target, headers, *, read_bytes=0, body=b""):
        asked.append((method, target.host, target.ip))
        return Answer(302, "http://inside.example/admin") if method == "HEAD" else Answer(404)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(asking, "ask", ask)
    visitor = Guest("", asks=over_the_net, wait=lambda seconds: None)
    for url in (THERE, "http://inside.example/", "http://user@there.example/"):
        assert visitor.follow(url)[0] == "unsafe", url
    assert {host for _method, host, _ip in asked} == {"there.example"}


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_links_to_our_own_site_are_found_without_asking_anybody() -> None:
    home = "/guidance/"
    assert leads_somewhere(home)
    assert leads_somewhere("/cy/guidance/?page=2")
    assert leads_somewhere("/account/staff/")
    assert not leads_somewhere("/guidance/nothing/")
    Redirect.objects.create(old_path="/guidance/nothing", redirect_link="/")
    assert leads_somewhere("/guidance/nothing/")


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_a_link_counts_as_broken_on_the_third_day_and_is_forgotten_with_its_words() -> None:
    target = draft([{"type": "text", "value": "<p>Here.</p>"}], "Glass")
    words = (
        f'<p><a href="{THERE}#part">the times</a>, <a linktype="page" id="{target.pk}">glass bins</a>, '
        '<a href="mailto:a@example.org">write</a> and <a href="/guidance/">guidance</a>.</p>'
    )
    page = draft([{"type": "details", "value": {"summary": "More", "text": words}}])
    page.get_latest_revision().publish()
    net, now = Net(), timezone.now()
    net.answers = {THERE: Answer(404)}
    assert go_round(now, guest=guest(net), at_most=10) == (2, 1)
    ours = LinkCheck.objects.get(url=f"page:{target.pk}")
    assert (ours.state, list(LinkCheck.broken())) == ("gone", [ours])
    assert set(LinkUse.objects.values_list("page", "field")) == {(page.pk, "Text")}
    assert go_round(now, guest=guest(net), at_most=10)[1] == 0  # not due again
    for day in (1, 2):
        assert go_round(now + timedelta(days=day), guest=guest(net), at_most=10)[1] == 1
    link = LinkCheck.objects.get(url=THERE)
    assert (link.failures, link.first_failed_at, link.status) == (3, now, 404)
    assert link in LinkCheck.broken()
    assert go_round(now + timedelta(days=4), guest=guest(net), at_most=10)[1] == 0  # each week, from now on
    net.answers = {THERE: Answer(200)}
    go_round(now + timedelta(days=9), guest=guest(net), at_most=10)
    assert not LinkCheck.broken().filter(external=True).exists()
    target.get_latest_revision().publish()
    rewrite(page, [{"type": "text", "value": "<p>No links any more.</p>"}])
    type(page).objects.get(pk=page.pk).get_latest_revision().publish()
    call_command("check_links", "--at-most", "0")
    assert not LinkCheck.objects.exists()
