"""Components of the form.io dialect as questions of ours."""

from typing import Any

from services.definitions.importers.making import Content
from services.definitions.importers.naming import Names
from services.definitions.importers.nav_texts import NavTexts
from services.definitions.importers.report import Report

Component = dict[str, Any]

KINDS: dict[str, str] = {
    "textfield": "text",
    "firstName": "text",
    "surname": "text",
    "textarea": "long_text",
    "radiopanel": "one_of",
    "radio": "one_of",
    "select": "select",
    "navSelect": "select",
    "selectboxes": "several_of",
    "navCheckbox": "yes_no",
    "checkbox": "yes_no",
    "navDatepicker": "date",
    "monthPicker": "month_year",
    "year": "whole_number",
    "number": "decimal",
    "currency": "decimal",
    "fnrfield": "identifier",
    "bankAccount": "identifier",
    "iban": "iban",
    "orgNr": "organisation_number",
    "landvelger": "country",
    "phoneNumber": "phone",
    "email": "email",
    "navAddress": "address",
    "attachment": "evidence",
    "sender": "name",
    "identity": "identifier",
}
WAYS = {
    "leggerVedNaa": "upload",
    "ettersender": "post",
    "levertTidligere": "already_sent",
}
NOT_OURS = {
    "nei": "saying that there is nothing to send: leave the question blank",
    "harIkke": "saying that they do not have it",
    "andre": "saying that somebody else sends it",
    "nav": "asking the authority to get it",
}
CHECKED_BY_KIND = (
    "instance.validateDatePicker",
    "instance.validateDatePickerV2",
)
CURRENCIES = {"nok": "kr", "eur": "€", "usd": "$", "sek": "kr", "dkk": "kr"}
NATIONAL_NUMBER, ACCOUNT = "999999 99999", "9999 99 99999"


class NavQuestions:
    """Makes one question from each component, and counts what it carries."""

    def __init__(self, texts: NavTexts, report: Report) -> None:
        self.texts, self.report = texts, report

    def question(self, component: Component, key: str, place: str) -> tuple[Content, dict[str, str]]:
        """Return the question and its options: our key by the original's value."""
        kind = KINDS[component["type"]]
        required = bool((component.get("validate") or {}).get("required"))
        made: Content = {"kind": kind, "key": key, "label": self.texts.label(component, place)}
        options: dict[str, str] = {}
        if kind in ("one_of", "select", "several_of"):
            options = self._choices(component, made, place)
        elif kind == "yes_no":
            self._tick(made, required)
        else:
            getattr(self, f"_{kind}", _nothing)(component, made, place)
        if made["kind"] != "declaration":
            made["required"] = required and component["type"] not in ("navCheckbox", "checkbox")
        self._validations(component, made, place)
        self.report.carry("questions")
        return made, options

    def _choices(self, component: Component, made: Content, place: str) -> dict[str, str]:
        values = component.get("values") or (component.get("data") or {}).get("values") or []
        if {str(each["value"]).lower() for each in values} == {"ja", "nei"} and len(values) == 2:
            made["kind"] = "yes_no"
            self.report.recognise("options", place, "yes and no, in our own words", 2)
            self.report.recognise("texts", place, "yes and no, in our own words", 2)
            return {
                str(each["value"]): "yes" if str(each["value"]).lower() == "ja" else "no" for each in values
            }
        names, keys = Names(), {}
        made["options"] = []
        for each in values:
            key = keys[str(each["value"])] = names.key(str(each["value"]))
            option: Content = {"key": key, "label": self.texts.words(str(each["label"]), place)}
            if each.get("description"):
                option["hint"] = self.texts.words(str(each["description"]), place)
            made["options"].append(option)
            self.report.carry("options")
        if len(values) < 2:
            _say_instead(made, self.report, place)
        return keys

    def _tick(self, made: Content, required: bool) -> None:
        """A box that must be ticked is agreed to; one that may be is a yes or a no."""
        if required:
            made.update(kind="declaration", statements=[made["label"]])

    def _long_text(self, component: Component, made: Content, place: str) -> None:
        made["lines"] = min(max(int(component.get("rows") or 5), 2), 30)

    def _decimal(self, component: Component, made: Content, place: str) -> None:
        limits = component.get("validate") or {}
        if limits.get("integer") or component["type"] == "year":
            made["kind"] = "whole_number"
        whole = made["kind"] == "whole_number"
        for ours, theirs in (("minimum", "min"), ("maximum", "max")):
            if (limit := str(limits.get(theirs) or "")) != "":
                made[ours] = int(float(limit)) if whole else limit
                self.report.carry("validations")
        unit = CURRENCIES.get(str(component.get("currency", "")).lower()) or component.get("suffix")
        if unit:
            made["unit"] = dict.fromkeys(self.texts.languages, str(unit))

    _whole_number = _decimal

    def _identifier(self, component: Component, made: Content, place: str) -> None:
        mask = ACCOUNT if component["type"] == "bankAccount" else NATIONAL_NUMBER
        made.update(scheme="mask", masks=[mask])

    def _organisation_number(self, component: Component, made: Content, place: str) -> None:
        made["scheme"] = "norway"

    def _address(self, component: Component, made: Content, place: str) -> None:
        made["where"] = "any"

    def _evidence(self, component: Component, made: Content, place: str) -> None:
        offered = component.get("attachmentValues") or {"leggerVedNaa": {"enabled": True}}
        names = [name for name, value in offered.items() if value is True or (value or {}).get("enabled")]
        made["ways"] = [WAYS[name] for name in WAYS if name in names]
        if "ettersender" not in names:
            made["ways"] = [*made["ways"], "post"]
            self.report.change("questions", place, "may also come by post: nobody must have a computer")
        made["max_files"] = 10 if component.get("attachmentType") == "other" else 4
        for name in names:
            if name in WAYS:
                self.report.carry("options")
            elif name == "nei":
                made["kind_optional"] = True
                self.report.recognise("options", place, NOT_OURS[name])
            else:
                self.report.lose("options", place, NOT_OURS.get(name, f"“{name}” is not a way of ours"))

    def _validations(self, component: Component, made: Content, place: str) -> None:
        rules = component.get("validate") or {}
        if made.pop("kind_optional", False):
            made["required"] = False
        if rules.get("required"):
            self.report.carry("validations")
        self._length(rules, made, place)
        custom = str(rules.get("custom") or "")
        if custom.startswith(tuple(f"valid = {name}(" for name in CHECKED_BY_KIND)):
            self.report.recognise("validations", place, "a real date, checked by our kind of question")
        elif custom:
            self.report.lose("validations", place, f"a check in JavaScript: {custom[:80]}")
        self._limits_of_date(component, made, place)
        if rules.get("pattern"):
            self.report.lose("validations", place, f"a pattern: {rules['pattern']}")

    def _length(self, rules: Component, made: Content, place: str) -> None:
        shortest, longest = (int(rules.get(name) or 0) for name in ("minLength", "maxLength"))
        if made["kind"] == "text" and shortest and shortest == longest <= 30:
            made.update(kind="identifier", scheme="mask", masks=["*" * longest])
            self.report.carry("validations", 2)
            return
        if longest and made["kind"] in ("text", "long_text"):
            made["max_length"] = min(longest, 500 if made["kind"] == "text" else 10_000)
            self.report.carry("validations")
        elif longest:
            self.report.recognise("validations", place, "a longest length, checked by our kind of question")
        if shortest and made["kind"] == "phone":
            self.report.recognise("validations", place, "a shortest length, checked by our kind of question")
        elif shortest:
            self.report.lose("validations", place, f"at least {shortest} letters")

    def _limits_of_date(self, component: Component, made: Content, place: str) -> None:
        latest, earliest = component.get("latestAllowedDate"), component.get("earliestAllowedDate")
        if latest is not None and latest != "":
            if int(latest) == 0:
                made["when_is"] = "past"
                self.report.carry("validations")
            else:
                self.report.lose("validations", place, f"at most {latest} days from today")
        if earliest is not None and earliest != "":
            if int(earliest) == 0 and "when_is" not in made:
                made["when_is"] = "future"
                self.report.carry("validations")
            else:
                self.report.lose("validations", place, f"at least {earliest} days from today")
        if other := component.get("beforeDateInputKey"):
            self.report.lose("validations", place, f"not before the day of “{other}”")


def _nothing(component: Component, made: Content, place: str) -> None:
    """Many kinds need no more than their label."""


def _say_instead(made: Content, report: Report, place: str) -> None:
    """A list of one: agreeing to it, or a text if there is none at all."""
    options = made.pop("options")
    if options:
        made.update(kind="declaration", statements=[options[0]["label"]])
        report.change("questions", place, "a list of one option is asked as agreeing to it")
    else:
        made["kind"] = "text"
        report.change("questions", place, "its options come from elsewhere: asked as a text")
