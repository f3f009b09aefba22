"""GOV.UK Forms documents: one question on a page, routing on the answer to a selection."""

from dataclasses import replace
from typing import Any

from services.definitions.importers.components import LONGEST_HINT
from services.definitions.importers.drafting import drafted
from services.definitions.importers.graph import Literal, Row, Term, Way, in_a_row, shortened
from services.definitions.importers.making import Content, all_of, any_of, equals, negate
from services.definitions.importers.naming import Names, snake
from services.definitions.importers.pages import RESERVED
from services.definitions.importers.pieces import Piece, in_order, steps_of
from services.definitions.importers.prose import plain_html, plain_markdown
from services.definitions.importers.report import Report

END = "the end"
NONE = "None of the above"
NONE_IN = {"en": "None of the above", "cy": "Dim un o’r uchod"}
MANY = 30
KINDS: dict[str, Content] = {
    "text": {"kind": "text"},
    "organisation_name": {"kind": "text"},
    "number": {"kind": "decimal"},
    "email": {"kind": "email"},
    "date": {"kind": "date"},
    "national_insurance_number": {"kind": "identifier", "scheme": "nino"},
    "phone_number": {"kind": "phone"},
    "name": {"kind": "name"},
    "file": {"kind": "evidence"},
}


def import_govuk(form: dict[str, Any]) -> tuple[Content, Report]:
    """Return the form as content of ours, in the document's own language, and the report."""
    report = Report()
    return _Importer(form, report).content(), report


class _Importer:
    def __init__(self, form: dict[str, Any], report: Report) -> None:
        self.form, self.report = form, report
        self.language = str(form.get("language") or "en")
        self.keys, self.slugs = Names("declaration"), Names(*RESERVED)
        self.pieces: dict[str, list[Piece]] = {}
        self.options: dict[str, dict[str, str]] = {}
        self.question_of: dict[str, str] = {}
        self.repeats: list[Content] = []
        self.exits: list[tuple[str, Piece, Literal]] = []
        self.rules: dict[str, Content] = {}

    def words(self, source: object, *, markdown: bool = False) -> dict[str, str]:
        self.report.carry("texts")
        made = plain_markdown(str(source)) if markdown else plain_html(str(source))
        return {self.language: made.text or str(source)}

    def content(self) -> Content:
        steps = sorted(self.form.get("steps") or [], key=lambda step: int(step.get("position") or 0))
        for step in steps:
            self._learn(step)
        ways = {str(step["id"]): self._ways(step, steps) for step in steps}
        row = in_a_row(str(self.form.get("start_page") or steps[0]["id"]), {**ways, END: []})
        for page, back in row.cut:
            self.report.lose("conditions", page, f"a way back to {back}", 0)
        pieces = [piece for page in row.pages for piece in self._placed(page, row)]
        title = self.words(self.form.get("name"))
        section: Content = {"key": "questions", "title": title}
        made: Content = {
            "key": str(self.form.get("form_slug") or snake(title[self.language]).replace("_", "-"))[:60],
            "title": title,
            "languages": [self.language],
            "sections": [section],
            "steps": steps_of(in_order(pieces, self.report), self.slugs, self.report),
            "repeats": self.repeats,
        }
        if source := self.form.get("what_happens_next_markdown"):
            made["next_steps"] = self.words(source, markdown=True)
        if source := self.form.get("declaration_text") or self.form.get("declaration_markdown"):
            made["declaration"] = {
                "kind": "declaration",
                "key": "declaration",
                "label": {self.language: {"cy": "Datganiad"}.get(self.language, "Declaration")},
                "statements": [self.words(source, markdown=True)],
            }
        if self.form.get("payment_url"):
            self.report.lose("steps", "payment_url", "our forms take no payment")
        return drafted(made, self.report)

    def _learn(self, step: dict[str, Any]) -> None:
        page, data = str(step["id"]), step.get("data") or {}
        key = self.keys.key(str(data.get("question_short_name") or data["question_text"]))
        self.question_of[page] = key
        self.report.carry("steps")
        repeat = None
        label = self.words(data["question_text"])
        if data.get("is_repeatable"):
            repeat = self.slugs.key(key)
            self.repeats.append({"key": repeat, "title": label, "item": label})
            self.report.carry("repeats")
        found: list[Piece] = []
        heading = self.words(data["page_heading"]) if data.get("page_heading") else None

        def put(what: Any, content: Content) -> None:
            title = heading or label
            titled = heading is not None
            found.append(Piece(what, content, page, "questions", page, title, (), repeat, titled))

        if source := data.get("guidance_markdown"):
            put("block", {"kind": "guidance", "text": self.words(source, markdown=True)})
        question: Content = {
            "kind": "text",
            "key": key,
            "label": label,
            "required": not data.get("is_optional"),
        }
        if source := data.get("hint_text"):
            hint = self.words(source)
            if len(hint[self.language]) <= LONGEST_HINT:
                question["hint"] = hint
            else:
                put("block", {"kind": "guidance", "text": hint})
        self._answer(str(data.get("answer_type")), data.get("answer_settings") or {}, question, page)
        put("question", question)
        if question["required"]:
            self.report.carry("validations")
        self.report.carry("questions")
        self.pieces[page] = found

    def _answer(self, kind: str, settings: dict[str, Any], question: Content, page: str) -> None:
        shape = settings.get("input_type")
        if kind == "selection":
            self._selection(settings, question, page)
        elif kind == "address":
            question.update(kind="address", where=_where(shape))
        elif kind == "text" and shape == "long_text":
            question["kind"] = "long_text"
        elif kind in KINDS:
            question |= KINDS[kind]
            if shape == "date_of_birth":
                question["when_is"] = "past"
        else:
            self.report.change("questions", page, f"“{kind}” is not a kind of ours: asked as a text")

    def _selection(self, settings: dict[str, Any], question: Content, page: str) -> None:
        one = str(settings.get("only_one_option")).lower() in ("1", "true")
        names = Names()
        keys: dict[str, str] = {}
        options: list[Content] = []
        for option in settings.get("selection_options") or []:
            key = names.key(str(option.get("value") or option["name"]))
            keys |= {str(option[by]): key for by in ("name", "value") if option.get(by)}
            options.append({"key": key, "label": self.words(option["name"])})
            self.report.carry("options")
        if not question["required"]:
            none: Content = {
                "key": names.key("none"),
                "label": {self.language: NONE_IN.get(self.language, NONE)},
            }
            options.append(none if one else {**none, "exclusive": True})
            keys |= {NONE: none["key"], "none_of_the_above": none["key"]}
            question["required"] = True
            self.report.recognise("validations", page, "optional: answered by “none of the above”, as there")
        question["kind"] = "several_of" if not one else "select" if len(options) > MANY else "one_of"
        if len(options) < 2:
            question.update(
                kind="declaration", statements=[option["label"] for option in options] or [question["label"]]
            )
            question.pop("required")
            question["required"] = True
        else:
            question["options"] = options
        self.options[page] = keys

    def _ways(self, step: dict[str, Any], steps: list[dict[str, Any]]) -> list[Way]:
        page = str(step["id"])
        found = []
        for number, condition in enumerate(step.get("routing_conditions") or []):
            place = f"{page}.routing_conditions[{number}]"
            to = END if condition.get("skip_to_end") else str(condition.get("goto_page_id"))
            decider = str(condition.get("check_page_id") or page)
            value = condition.get("answer_value")
            if value is None:
                found.append(Way(to))
                self.report.carry("conditions")
                continue
            if value not in self.options.get(decider, {}):
                self.report.lose("conditions", place, f"“{value}” is no option of the question it looks at")
                continue
            name = f"{decider} {value}"
            self.rules[name] = equals(self.question_of[decider], self.options[decider][value])
            self.report.carry("conditions")
            if condition.get("exit_page_markdown") or condition.get("exit_page_heading"):
                self._exit(page, condition, (name, True), place)
            elif to == END or to in self.question_of:
                found.append(Way(to, (name, True)))
        return [*found, Way(str(step.get("next_step_id") or END))]

    def _exit(self, page: str, condition: dict[str, Any], literal: Literal, place: str) -> None:
        """A page that ends the form for those with this answer."""
        sources = [condition.get("exit_page_heading"), condition.get("exit_page_markdown")]
        texts = [self.words(source, markdown=True) for source in sources if source]
        ending: Content = {"title": texts[0], "guidance": texts[-1]}
        self.exits.append((page, Piece("ending", ending, place, "questions", f"{page} exit"), literal))
        self.report.carry("steps")

    def _placed(self, page: str, row: Row) -> list[Piece]:
        rule = self._rule(page, row)
        when = (rule,) if rule else ()
        found = [
            Piece(p.what, p.content, p.place, p.section, p.page, p.title, when, p.repeat, p.titled)
            for p in self.pieces.get(page, [])
        ]
        for at, ending, literal in self.exits:
            if at == page:
                found.append(replace(ending, when=(*when, self.rules[literal[0]])))
        return found

    def _rule(self, page: str, row: Row) -> Content | None:
        home = {key: page for page, key in self.question_of.items()}
        implied: dict[Literal, Term] = {}
        for name, rule in self.rules.items():
            reach = row.reach.get(home[rule["question"]], frozenset())
            if len(reach) == 1:
                others = frozenset(
                    (other, False)
                    for other, each in self.rules.items()
                    if each != rule and each["question"] == rule["question"]
                )
                implied[(name, True)] = next(iter(reach)) | others
        terms = [shortened(term, implied) for term in row.reach[page]]
        if frozenset() in terms:
            return None
        made = [all_of([self._literal(each) for each in sorted(term)]) for term in sorted(terms, key=sorted)]
        return any_of([rule for rule in made if rule])

    def _literal(self, literal: Literal) -> Content:
        rule = self.rules[literal[0]]
        return rule if literal[1] else negate(rule)


def _where(shape: Any) -> str:
    """Which addresses a question takes, from the two switches of the original."""
    switches = shape if isinstance(shape, dict) else {}
    abroad, at_home = (
        str(switches.get(name)).lower() == "true" for name in ("international_address", "uk_address")
    )
    return "uk" if not abroad else "any" if at_home else "international"
