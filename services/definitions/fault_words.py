"""Faults of a form as plain sentences for its author: what is wrong, where, what to do."""

from django.utils.translation import gettext_lazy as _

from services.definitions.checks.faults import Fault

FAULTS = {
    "not_a_document": _("%(where)s is not as a form needs it: %(about)s. Mend it there."),
    "still_empty": _("%(where)s is still empty. Fill it in."),
    "key_twice": _("%(where)s is used for more than one %(about)s. Give each its own key."),
    "key_reserved": _("%(where)s is a word of our own addresses. Give this %(about)s another key."),
    "missing_language": _("%(where)s has no text in “%(about)s”. Write it, or leave that language out."),
    "unknown_section": _("Step %(where)s is in section “%(about)s”, which the form does not have."),
    "step_without_title": _("Step %(where)s asks several questions. Give it a title."),
    "ending_in_checker": _(
        "The way ends at step %(where)s, but a checker always leads to its result. Ask something there."
    ),
    "ending_asks": _(
        "The way ends at step %(where)s, so nobody can answer there. Move its questions to another step."
    ),
    "ending_in_repeat": _("The way ends at step %(where)s of the list “%(about)s”. Move it out of the list."),
    "ending_without_title": _("The way ends at step %(where)s. Say in its title that people cannot go on."),
    "ending_without_guidance": _("The way ends at step %(where)s. Say there what people can do instead."),
    "ending_without_when": _("The way ends at step %(where)s for everyone. Say for whom only."),
    "unknown_repeat": _("%(where)s names the list “%(about)s”, which the form does not have."),
    "repeat_split": _(
        "The steps of the list “%(about)s” are not together. Move step %(where)s to the others."
    ),
    "repeat_without_steps": _("The list %(where)s has no steps. Add one, or take the list out."),
    "limits_crossed": _("%(where)s allows nothing: its smallest limit is larger than its largest."),
    "identifies_by_wrong_kind": _(
        "%(where)s cannot be used to find someone by %(about)s: it asks otherwise."
    ),
    "topic_unknown": _("%(where)s says it asks “%(about)s”, which is no word that forms share. Choose one."),
    "topic_of_wrong_kind": _(
        "%(where)s says it asks “%(about)s”, but it asks otherwise. Choose the kind of question for it."
    ),
    "topic_in_rows": _(
        "%(where)s is asked about every row of a list, so it cannot be “%(about)s”. Leave that out."
    ),
    "rows_not_complete": _(
        "The condition of %(where)s looks at every row of “%(about)s” from inside one of them."
    ),
    "unknown_or_later_question": _(
        "The condition of %(where)s looks at “%(about)s”, which is not asked before it."
    ),
    "row_question_outside": _(
        "The condition of %(where)s looks at “%(about)s”, which each row answers anew."
    ),
    "wrong_type": _("The condition of %(where)s does not fit the kind of answer that “%(about)s” gets."),
    "unknown_option": _("The condition of %(where)s looks for “%(about)s”, which nobody can choose."),
    "formula_wrong_type": _(
        "%(where)s cannot be worked out from “%(about)s”: that is no such number or date."
    ),
    "repeat_too_deep": _("The list %(where)s is inside “%(about)s”, which is inside a list itself."),
    "repeat_starts_inside": _(
        "Step %(where)s of the list “%(about)s” comes before the steps of the list around it. Move it down."
    ),
    "block_before_unknown": _("Step %(where)s has words before “%(about)s”, which it does not ask."),
    "details_without_title": _("Step %(where)s has words to unfold. Say in their title what they are about."),
    "unreachable": _("Nobody is ever asked the %(about)s %(where)s: its condition cannot come true."),
    "never_met": _("Nobody can ever meet the requirement %(where)s: its condition cannot come true."),
    "application_lacks": _("An application needs what is missing here: %(about)s. Write it."),
    "checker_lacks": _("A checker needs what is missing here: %(about)s. Write it."),
    "only_in_checker": _("Only a checker has this: %(about)s. Take it out, or make this form a checker."),
    "not_in_checker": _("A checker cannot ask %(where)s like this (%(about)s): it takes nothing in."),
    "nothing_decides": _("No requirement decides the outcome. Say of at least one that it does."),
    "example_unknown": _(
        "The example “%(where)s” names “%(about)s”, which this checker does not have. Take it out."
    ),
    "example_wrong_value": _("In the example “%(where)s”, nobody could answer “%(about)s” like this."),
    "example_not_asked": _(
        "In the example “%(where)s”, “%(about)s” is never asked: the other answers lead past it. Take it out."
    ),
    "example_differs": _(
        "The example “%(where)s” came out otherwise than it expects: %(about)s. Mend the rule or the example."
    ),
    "fact_unknown": _(
        "%(where)s says “%(about)s”, but no fact of that name has a value today. Look at the list of facts."
    ),
    "label_long": _("Question %(where)s is longer than %(about)s letters. Ask it in fewer words."),
    "hint_long": _(
        "The hint of %(where)s is longer than %(about)s letters. Keep the example, and move the rest to the"
        " guidance above the question."
    ),
    "evidence_only_online": _(
        "%(where)s can only be answered with a file. Add post or in person, for people who cannot upload one."
    ),
    "options_same_words": _(
        "Two answers to %(where)s read the same in “%(about)s”. Nobody could tell them apart."
    ),
    "label_twice": _(
        "%(where)s is asked in the same words as %(about)s in the same section. Say how they differ."
    ),
    "left_in_first_language": _(
        "%(where)s is the same in “%(about)s” as in the first language. Translate it."
    ),
    "sentence_long": _("%(where)s has a sentence of %(about)s words. Cut it to 25 or fewer."),
    "hard_to_read": _(
        "%(where)s is hard to read (LIX %(about)s; aim at 40 or less). Use shorter sentences and words."
    ),
    "fee_typed": _(
        "%(where)s says “%(about)s”, which is a fact that changes on a day. Type %(instead)s in its place: "
        "when it changes, this form changes too."
    ),
    "fee_alike": _(
        "%(where)s says “%(about)s”, which is also the amount of a fact. If you mean that one, "
        "type %(instead)s in its place. If it is another amount, leave it."
    ),
}
OTHER = _("%(where)s cannot be published as it is (%(code)s %(about)s).")


def fault_sentence(fault: Fault) -> str:
    """Return what is wrong, in the language in use."""
    words = FAULTS.get(fault.code, OTHER)
    return str(words) % {
        "where": fault.where,
        "about": fault.about,
        "instead": fault.instead,
        "code": fault.code,
    }
