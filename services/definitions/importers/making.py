"""Rules as content, made small: what is said twice is said once."""

from typing import Any

Content = dict[str, Any]


def equals(question: str, value: bool | int | str) -> Content:
    """The answer is this value."""
    return {"op": "equals", "question": question, "value": value}


def includes(question: str, value: str) -> Content:
    """This option is ticked."""
    return {"op": "includes", "question": question, "value": value}


def answered(question: str) -> Content:
    """There is an answer."""
    return {"op": "answered", "question": question}


def negate(rule: Content) -> Content:
    """The rule does not hold."""
    inner: Content = rule["rule"] if rule["op"] == "not" else {"op": "not", "rule": rule}
    return inner


def all_of(rules: list[Content]) -> Content | None:
    """Every one holds; None if there is nothing to ask."""
    return _joined("all", rules)


def any_of(rules: list[Content]) -> Content | None:
    """At least one holds; equal questions become one list of options."""
    flat = _flat("any", rules)
    choices = [rule for rule in flat if rule["op"] == "equals" and isinstance(rule["value"], str)]
    if len(flat) > 1 and len(choices) == len(flat) and len({rule["question"] for rule in flat}) == 1:
        return {
            "op": "in",
            "question": flat[0]["question"],
            "values": list(dict.fromkeys(rule["value"] for rule in flat)),
        }
    return _joined("any", flat)


def _joined(op: str, rules: list[Content]) -> Content | None:
    flat = _flat(op, rules)
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else {"op": op, "rules": flat}


def _flat(op: str, rules: list[Content]) -> list[Content]:
    found: list[Content] = []
    for rule in rules:
        for inner in rule["rules"] if rule["op"] == op else [rule]:
            if inner not in found:
                found.append(inner)
    return found


def deciders(rule: Content) -> set[str]:
    """Return the keys of the questions that decide a rule."""
    found = {rule["question"]} if "question" in rule else set()
    for inner in (*rule.get("rules", ()), *([rule["rule"]] if "rule" in rule else [])):
        found |= deciders(inner)
    return found
