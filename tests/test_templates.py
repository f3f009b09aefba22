"""Every template is used, parses, and says how it is called."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import pytest
from django.conf import settings
from django.template import engines
from wagtail.models import get_page_models

ROOT = settings.BASE_DIR / "templates"
ALL = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.suffix in (".html", ".txt"))
FOLDERS = tuple(f"{folder.name}/" for folder in ROOT.iterdir() if folder.is_dir())
COMPONENTS = [name for name in ALL if name.startswith("components/")]

# Found by name: Django's form templates, allauth's pages, one folder for each kind of question.
BY_CONVENTION = [
    Path(django.__file__).parent / "forms/templates",
    Path(allauth.__file__).parent / "templates",
]
KINDS = re.compile(r"kinds/\w+/(online|paper|script|review)\.html")
NAMED = re.compile(r"""{%-?\s*(?:include|extends)\s+(.*?)%}""", re.DOTALL)
LITERAL = re.compile(r"""["']([\w/.-]+\.(?:html|txt))["']""")


def named_by_templates() -> Iterator[str]:
    for name in ALL:
        for tag in NAMED.findall((ROOT / name).read_text()):
            for other in LITERAL.findall(tag):
                if other != name:
                    yield other


def named_by_code() -> Iterator[re.Pattern[str]]:
    """Yield a pattern per string; an f-string's placeholders stand for part of a file's name."""
    for package in ("portal", "content", "services", "accessibility"):
        for path in (settings.BASE_DIR / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
                pattern = "".join(
                    re.escape(str(piece.value)) if isinstance(piece, ast.Constant) else r"[\w.-]+"
                    for piece in pieces
                    if isinstance(piece, ast.Constant | ast.FormattedValue)
                )
                named_whole = pattern.endswith((r"\.html", r"\.txt"))
                if named_whole or (isinstance(node, ast.JoinedStr) and pattern.startswith(FOLDERS)):
                    yield re.compile(pattern)


@pytest.fixture(scope="module")
def is_used():
    literal = set(named_by_templates()) | {model.template for model in get_page_models()}
    literal.add("429.html")  # allauth's answer to too many tries
    patterns = set(named_by_code())

    def is_used(name: str) -> bool:
        return (
            name in literal
            or bool(KINDS.fullmatch(name))
            or any(pattern.fullmatch(name) for pattern in patterns)
            or any((folder / name).exists() for folder in BY_CONVENTION)
        )

    return is_used


def test_every_template_is_used(is_used):
    unused = [name for name in ALL if not is_used(name)]
    assert not unused


@pytest.mark.parametrize("name", ALL)
def test_a_template_parses(name):
    engines["django"].get_template(name)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_opens_with_its_parameters_and_stands_in_the_gallery(name):
    source = (ROOT / name).read_text()
    assert source.startswith("{% comment %}\n")
    shown = "\n".join(path.read_text() for path in (ROOT / "portal/gallery").glob("*.html"))
    frame = (ROOT / "base.html").read_text()
    controls = "\n".join(path.read_text() for path in (ROOT / "django/forms").rglob("*.html"))
    inside = "\n".join((ROOT / other).read_text() for other in COMPONENTS if other != name)
    code = (settings.BASE_DIR / "accessibility/dates.py").read_text()
    kinds = "\n".join(path.read_text() for path in (ROOT / "kinds").rglob("online.html"))  # gallery/kinds/
    assert f'"{name}"' in shown + frame + controls + inside + code + kinds


def test_components_are_included_with_what_they_need_and_no_more():
    careless = []
    for name in ALL:
        for tag in re.findall(r"{% include \"components/[^%]*%}", (ROOT / name).read_text()):
            hands_over_the_widget = tag.count('"') == 2 and name.startswith(("django/forms/", "kinds/"))
            if not (tag.endswith("only %}") or hands_over_the_widget):
                careless.append(f"{name}: {tag}")
    assert not careless


def test_no_page_switches_escaping_off():
    unsafe = re.compile(r"\|\s*safe\b|autoescape off")
    pages = [name for name in ALL if name.endswith(".html")]
    assert not [name for name in pages if unsafe.search((ROOT / name).read_text())]


def test_every_class_of_ours_is_styled_and_every_style_is_used():
    """Sass nests names with `&`, so the compiled sheets are read."""
    sheets = [settings.BASE_DIR / f"portal/static/build/{name}.css" for name in ("citizen", "desk")]
    if not all(sheet.exists() for sheet in sheets):
        pytest.skip("make styles builds the style sheets")
    styled = set(re.findall(r"\.(any-[\w-]+)", "".join(sheet.read_text() for sheet in sheets)))
    pages = "".join((ROOT / name).read_text() for name in ALL)
    code = "".join(path.read_text() for path in (settings.BASE_DIR / "services").rglob("*.py"))
    code += "".join(path.read_text() for path in (settings.BASE_DIR / "portal/look").glob("*.js"))
    used = set(re.findall(r"\bany-[\w-]+", pages + code))
    by_tone = {f"any-tag--{tone}" for tone in ("active", "good", "attention")}
    assert not used - styled - {"any-tag--"}, "in a template, but without a style"
    assert not styled - used - by_tone, "a style that no template uses"
