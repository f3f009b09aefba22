"""What can be said about a page from its HTML alone, in plain words. No browser needed.

>>> [problem.rule for problem in check("<!doctype html><html lang=en><title>A</title><h1>A</h1>")]
['one-main']
"""

from accessibility.rules.content import content_problems
from accessibility.rules.forms import form_problems
from accessibility.rules.page import page_problems
from accessibility.rules.parsing import Problem, parse

__all__ = ["Problem", "check", "check_fragment"]


def check(html: str) -> list[Problem]:
    """Return every problem of a whole page; none if it keeps all the rules."""
    tree, broken = parse(html)
    return [*broken, *page_problems(tree), *form_problems(tree), *content_problems(tree)]


def check_fragment(html: str) -> list[Problem]:
    """Return the problems of a part of a page, as an editor writes it."""
    tree, broken = parse(f"<!doctype html><title>Part</title><body>{html}")
    return [*broken, *form_problems(tree), *content_problems(tree)]
