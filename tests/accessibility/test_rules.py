"""Each rule finds what it is for, and a good page breaks none."""

import pytest

from accessibility.rules import check, check_fragment

GOOD = """<!doctype html>
<html lang="cy" dir="ltr"><head><title>Teitl</title></head><body>
<main><h1>Pennawd</h1><h2>Rhan</h2>
<form method="post"><label for="a">Enw</label><input id="a" aria-describedby="h"><p id="h">Help</p>
<fieldset><legend>Un</legend><label><input type="radio" name="r"> Ie</label></fieldset>
<button>Parhau</button></form>
<table><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table>
<img src="x.png" alt=""><a href="#a">Ewch i’r enw</a></main></body></html>"""


def found(html: str) -> set[str]:
    return {problem.rule for problem in check(html)}


def test_a_good_page_breaks_no_rule():
    assert check(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ('lang="cy" ', "", "lang"),
        ('lang="cy" dir="ltr"', 'lang="ar" dir="ltr"', "dir"),
        ("<title>Teitl</title>", "<title></title>", "title"),
        ("<h1>Pennawd</h1>", "", "one-h1"),
        ("<h2>Rhan</h2>", "<h3>Rhan</h3>", "heading-order"),
        ("<h2>Rhan</h2>", "<h2></h2>", "heading-empty"),
        ("<h2>Rhan</h2>", '<h2 id="a">Rhan</h2>', "unique-id"),
        ("<h2>Rhan</h2>", "<h2>Rhan</h2></main><main>", "one-main"),
        ('<label for="a">Enw</label>', "Enw", "label"),
        ("<legend>Un</legend>", "", "legend"),
        ("Parhau", "", "button-name"),
        ('describedby="h"', 'describedby="missing"', "reference"),
        ('href="#a"', 'href="#missing"', "reference"),
        (' alt=""', "", "alt"),
        (' scope="col"', "", "table-scope"),
        ('<th scope="col">A</th>', "<td>A</td>", "table-heads"),
        ("Ewch i’r enw", "cliciwch yma", "link-vague"),
        ("Ewch i’r enw", "", "link-name"),
        ("<main>", '<main style="color:red">', "inline"),
        ("<main>", '<main onclick="x()">', "inline"),
        ("<button>", '<button tabindex="3">', "tabindex"),
        ("</form>", "", "html"),
    ],
)
def test_a_rule_finds_what_it_is_for(good, bad, rule):
    assert good in GOOD
    assert rule in found(GOOD.replace(good, bad, 1))


def test_a_hidden_first_button_needs_no_name():
    silent = GOOD.replace("<button>", '<button tabindex="-1" aria-hidden="true">', 1)
    assert check(silent) == []


def test_a_link_may_be_named_by_its_image():
    assert check_fragment('<a href="/"><img src="x" alt="Home"></a>') == []


def test_a_part_of_a_page_needs_no_heading_of_its_own():
    assert check_fragment("<p>Words</p>") == []


def test_a_problem_says_where_it_is():
    problem = check_fragment('<img src="cat.png">')[0]
    assert str(problem) == (
        'alt: Describe the image, or give it an empty alt (WCAG 1.1.1). [<img src="cat.png">]'
    )
