"""HTML and Markdown of other engines as plain paragraphs, and names as keys."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.definitions.importers.naming import Names, snake
from services.definitions.importers.prose import plain_html, plain_markdown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("No marks at all", "No marks at all"),
        ("<p>One\nline</p><p>Two</p>", "One line\n\nTwo"),
        ("<h3>Head</h3>Text<br>below", "Head\n\nText\nbelow"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "• a\n\n• b"),
        ('See <a href="https://x.example/a">the rules</a>.', "See the rules (https://x.example/a)."),
        ('Write to <a href="mailto:a@x.example">a@x.example</a>', "Write to a@x.example"),
        ('<a href="#top">Up</a>', "Up"),
        ("Fish &amp; chips", "Fish & chips"),
        ("A <script>alert(1)</script>B", "A B"),
        ("One\n\nTwo", "One\n\nTwo"),
        ("<div> &nbsp; </div>", ""),
    ],
)
def test_html_becomes_paragraphs(html: str, text: str) -> None:
    assert plain_html(html).text == text


def test_what_html_loses_is_named() -> None:
    assert plain_html("<img src=x><table><tr><td>a</td></tr></table>").lost == (
        "a picture",
        "the layout of a table",
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("### Head\n\nText", "Head\n\nText"),
        ("- a\n- b", "• a\n\n• b"),
        ("1. a\n2. b", "• a\n\n• b"),
        ("[here](https://x.example) **now**", "here (https://x.example) now"),
    ],
)
def test_markdown_becomes_paragraphs(source: str, text: str) -> None:
    assert plain_markdown(source).text == text


def test_a_picture_in_markdown_is_named_as_lost() -> None:
    assert plain_markdown("![a map](x.png)").lost == ("a picture",)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("harDuFåttBil", "har_du_fatt_bil"),
        ("3 or more", "n3_or_more"),
        ("NHSNumber", "nhs_number"),
        ("ÆØÅ", "ae_oa"),
        ("שלום", "x"),
    ],
)
def test_a_name_becomes_a_key(name: str, key: str) -> None:
    assert snake(name) == key


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=8))
def test_keys_are_good_and_never_twice_and_always_the_same(texts: list[str]) -> None:
    def keys() -> list[str]:
        names = Names("save")
        return [names.key(text) for text in texts]

    made = keys()
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,59}", key) for key in made)
    assert len(set(made)) == len(made)
    assert "save" not in made
    assert made == keys()
