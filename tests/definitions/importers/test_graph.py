"""Pages in a row are reached exactly when the ways between them lead there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.definitions.importers.graph import ALWAYS, Way, in_a_row, shortened

CONDITIONS = "abc"
Graph = dict[str, list[Way]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Pages 0 to n, each leading onwards by ways with conditions, in the end without one."""
    count = draw(st.integers(2, 7))
    found: Graph = {}
    for page in range(count):
        later = st.integers(page + 1, count)
        named = draw(st.lists(st.tuples(later, st.sampled_from(CONDITIONS), st.booleans()), max_size=3))
        found[str(page)] = [Way(str(to), (name, so)) for to, name, so in named]
        if draw(st.booleans()):
            found[str(page)].append(Way(str(draw(later))))
    return found


def visited(graph: Graph, holds: dict[str, bool]) -> list[str]:
    """The pages someone comes to, going from page to page."""
    at, seen = "0", ["0"]
    while True:
        way = next((w for w in graph.get(at, []) if w.if_ is None or holds[w.if_[0]] is w.if_[1]), None)
        if way is None:
            return seen
        at = way.to
        seen.append(at)


@settings(max_examples=300, deadline=None)
@given(graphs(), st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_the_row_asks_what_the_ways_lead_to(graph: Graph, truth: tuple[bool, bool, bool]) -> None:
    holds = dict(zip(CONDITIONS, truth, strict=True))
    row = in_a_row("0", graph)
    reached = [
        page
        for page in row.pages
        if any(all(holds[name] is so for name, so in term) for term in row.reach[page])
    ]
    assert reached == visited(graph, holds)


def test_ways_that_join_again_leave_no_condition() -> None:
    graph = {"0": [Way("1", ("a", True)), Way("2")], "1": [Way("2")]}
    assert in_a_row("0", graph).reach["2"] == ALWAYS


def test_a_way_back_is_cut_and_named() -> None:
    row = in_a_row("0", {"0": [Way("1")], "1": [Way("0", ("a", True)), Way("2")]})
    assert row.cut == (("1", "0"),)
    assert row.pages == ("0", "1", "2")


def test_what_another_part_implies_is_not_said() -> None:
    a, b = ("a", True), ("b", False)
    assert shortened(frozenset({a, b}), {a: frozenset({b})}) == {a}
