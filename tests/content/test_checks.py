"""What the rules find on a page before it goes live, and that they leave good pages alone."""

import pytest
from wagtail.models import Locale, Page

from content.checks.findings import Finding, Weight
from content.gate import problems
from content.models import PublicServicePage, PublishCheckRun
from tests.content.pages import contact, draft, guidance, service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

LINK = '<a href="https://example.org/">{}</a>'
TABLE = {"caption": "Fees", "rows": [["Child", "£3"]]}
OPEN = {"phone": "01632 960987", "hours": "Monday to Friday, 9am to 5pm", "address": "1 Quay"}


def text(html: str) -> dict[str, str]:
    return {"type": "text", "value": html}


def found(page: Page, *weights: str) -> list[Finding]:
    return [each for each in problems(page, form_is_clean=True) if each.weight in (weights or ("stops",))]


def codes(page: Page, *weights: str) -> list[str]:
    return [each.code for each in found(page, *weights)]


@pytest.mark.parametrize(
    ("body", "code", "about"),
    [
        ([text(f"<p>{LINK.format('Click here')}</p>")], "link_vague", "Click here"),
        ([text(f"<p>See {LINK.format('')}</p>")], "link_empty", ""),
        ([text('<p><a linktype="page" id="3">more</a></p>')], "link_vague", "more"),
        ([text("<p> </p><p>&nbsp;</p>")], "empty", ""),
        ([text("<h3>Fees</h3><p>£3</p>")], "heading_order", "Fees"),
        ([{"type": "heading", "value": "Fees"}, text("<h4>Child</h4>")], "heading_order", "Child"),
        ([{"type": "heading", "value": "Fees"}, text("<h3></h3><p>£3</p>")], "heading_empty", ""),
        ([text('<embed embedtype="image" id="1" format="left"/>')], "no_alternative", ""),
        ([text("<table><tr><td>£3</td></tr></table>")], "table_heads", ""),
        ([{"type": "table", "value": {**TABLE, "columns": []}}], "table_heads", ""),
        (
            [{"type": "details", "value": {"summary": "S", "text": f"<p>{LINK.format('yma')}</p>"}}],
            *("link_vague", "yma"),
        ),
    ],
)
def test_marks_that_shut_somebody_out_stop_a_page(body, code: str, about: str) -> None:
    (finding,) = found(guidance(body))
    assert (finding.code, finding.field, finding.about) == (code, "body", about)
    assert finding.line.startswith("Text")


def test_marks_that_are_right_are_left_alone() -> None:
    body = [
        text(f"<p>{LINK.format('Fees of other councils')}</p>"),
        text('<embed embedtype="image" id="1" format="left" alt=""/>'),
        {"type": "heading", "value": "Fees"},
        text("<h3>Child</h3><h4>Under 3</h4><p>£3</p>"),
        {"type": "table", "value": {**TABLE, "columns": ["Who", "Fee"]}},
    ]
    assert found(guidance(body)) == []
    page = service([{"kind": "phone", "contact": contact(**OPEN).pk}])
    page.who_can = page._meta.get_field("who_can").stream_block.to_python([text("<h3>Children</h3>")])
    assert codes(page) == []  # the page writes a heading above this part


def test_everything_that_is_required_is_asked_for_again_however_deep_it_lies() -> None:
    page = draft(
        [{"type": "table", "value": {"caption": "", "columns": ["Who", ""], "rows": [["Child", "£3"]]}}]
    )
    page.summary = ""
    stops = {each.line for each in problems(page) if each.weight is Weight.STOPS}
    assert {line.partition(": ")[0] for line in stops} == {
        "Summary",
        "Text, Table, What the table shows",
        "Text, Table, Columns",
    }
    page = draft([{"type": "table", "value": {**TABLE, "columns": ["Only one"]}}], "Glass")
    (finding,) = [each for each in problems(page) if each.weight is Weight.STOPS]
    assert finding.line == "Text, Table, Rows: Give every row one cell for each column."
    page.slug = "bins"
    assert any(each.field == "slug" and "already in use" in each.sentence for each in problems(page))


@pytest.mark.parametrize("typed", ["01632 960987", "(01632) 960 987", "+44 1632 960987", "٠١٦٣٢ ٩٦٠٩٨٧"])
def test_the_number_of_a_contact_point_is_chosen_never_typed(typed: str) -> None:
    team = contact(**OPEN)
    (finding,) = found(guidance([text(f"<p>Call {typed} today.</p>")]))
    assert (finding.code, finding.about) == ("phone_typed", typed.strip())
    assert codes(service([{"kind": "phone", "text": f"<p>Call {typed}</p>", "contact": team.pk}])) == [
        "phone_typed"
    ]
    assert codes(guidance([text('<p><a href="tel:+441632960987">Call us</a></p>')])) == ["phone_typed"]
    team.live = False
    team.save()
    assert found(guidance([text(f"<p>Call {typed} today.</p>")])) == []


def test_numbers_that_belong_to_nobody_here_may_be_typed() -> None:
    contact(phone="999", hours="Always")
    contact(**OPEN)
    assert found(guidance([text("<p>Call 999, 111 or 01632 960988. Quote 2026-11-22.</p>")])) == []


WAYS_WITHOUT_THE_INTERNET = [
    (
        "phone",
        {"contact": {"phone": "01632 960987", "hours": "Mondays"}},
        {"contact": {"phone": "01632 960987"}},
    ),
    ("phone", {"contact": {"phone": "01632 960987"}, "hours": "Mondays"}, {"hours": "Mondays"}),
    ("in_person", {"contact": OPEN}, {"contact": {"address": "1 Quay"}}),
    ("post", {"contact": {"address": "1 Quay"}}, {"contact": {"email": "bins@example.org"}}),
    ("home_visit", {"contact": {"phone": "01632 960987"}}, {"contact": {"address": "1 Quay"}}),
    ("assisted_digital", {"page": True}, {"page": False}),
]


@pytest.mark.parametrize(("kind", "enough", "too_little"), WAYS_WITHOUT_THE_INTERNET)
def test_an_online_way_needs_one_beside_it_that_can_be_reached(kind: str, enough, too_little) -> None:
    def way(parts):
        made = {"kind": kind, **parts}
        if "contact" in parts:
            made["contact"] = contact(**parts["contact"]).pk
        if "page" in parts:
            guide = draft([text("<p>Ask us.</p>")], f"Visits {parts['page']}".replace(" ", ""))
            if parts["page"]:
                guide.get_latest_revision().publish()
            made["page"] = guide.pk
        return made

    online = {"kind": "online"}
    assert codes(service([online])) == ["digital_only"]
    assert codes(service([online, way(enough)])) == []
    lacking = way(too_little)
    shut = found(service([online, lacking]))
    assert [each.index for each in shut] == [None, 1]
    assert shut[0].code == "digital_only"
    alone = service([lacking])
    assert codes(alone) == []
    assert codes(alone, "warns") == [shut[1].code]


def test_paper_counts_once_its_form_is_published_and_a_visit_once_it_can_be_booked() -> None:
    paper = [{"kind": "online"}, {"kind": "paper_form"}]
    assert codes(service(paper, form_key="nobody-wrote-it")) == ["digital_only", "no_paper"]
    assert codes(service(paper, form_key="blue-badge")) == []
    office = [{"kind": "online"}, {"kind": "in_person"}]
    assert codes(service(office)) == ["digital_only", "no_place"]
    assert codes(service(office, booking_key="register-birth")) == []


def test_hard_words_only_warn() -> None:
    long = "We look at " + "every bin " * 13 + "each week."
    hard = "Documentation requirements necessitate comprehensive administrative verification. " * 6
    page = guidance(
        [text(f"<p>{long}</p>"), text(f"<p>{hard}</p>"), text("<p>Please note that we come.</p>")]
    )
    assert codes(page) == []
    assert sorted(codes(page, "warns")) == ["hard_to_read", "long_sentence", "stock_phrase"]
    short = "".join("<li>Put the bin out before seven</li>" for _ in range(9))
    assert codes(guidance([text(f"<ul>{short}</ul>")]), "warns") == []  # each item is a sentence of its own


def test_a_contact_point_without_words_in_the_pages_language_stops_it() -> None:
    team = contact(**OPEN)
    page = guidance([{"type": "contact", "value": team.pk}], "Biniau")
    assert codes(page) == []
    page.locale = Locale.objects.get(language_code="cy")
    (finding,) = found(page)
    assert (finding.code, finding.about) == ("contact_language", "Bins team")
    welsh = team.copy_for_translation(page.locale)
    welsh.live = True
    welsh.save()
    assert codes(page) == []


def test_every_page_of_the_sample_keeps_the_rules_and_has_its_result() -> None:
    written = Page.objects.live().filter(depth__gt=1, alias_of=None)
    runs = {run.page_id: run for run in PublishCheckRun.objects.all()}
    assert set(runs) == set(written.values_list("pk", flat=True))
    assert {run.outcome for run in runs.values()} == {"published"}
    stops = {each["code"] for run in runs.values() for each in run.findings if each["weight"] == "stops"}
    assert stops == set()
    for page in PublicServicePage.objects.live().filter(alias_of=None):
        assert codes(page) == [], page.url
