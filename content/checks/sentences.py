"""What each rule tells an author, in plain words: what is wrong, and what to do."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("This is empty. Write it, or remove it."),
    "heading_order": _(
        "The heading “%(about)s” skips a level. Use the next smaller heading, or put a heading above it."
    ),
    "heading_empty": _("A heading is empty. Write it, or remove it."),
    "no_alternative": _(
        "An image has no alternative text. Describe what it shows, or say that it is decoration."
    ),
    "link_vague": _(
        "The link “%(about)s” does not say where it leads. Name what it leads to, in the link itself."
    ),
    "link_empty": _("A link has no words. Write where it leads, or remove it."),
    "table_heads": _("A table has no headings. Say at the top of each column what it holds."),
    "untranslated": _("“%(about)s” stands word for word on the page that this one translates. Translate it."),
    "contact_language": _(
        "The contact point “%(about)s” has no words in the language of this page. Translate it first."
    ),
    "phone_typed": _(
        "“%(about)s” is the number of a contact point. Choose the contact point instead: "
        "when its number changes, this page changes too."
    ),
    "fee_typed": _(
        "“%(about)s” is a fact that changes on a day. Type %(instead)s in its place: "
        "when it changes, this page changes too."
    ),
    "fee_alike": _(
        "“%(about)s” is also the amount of a fact. If you mean that one, type %(instead)s in its place. "
        "If it is another amount, say so."
    ),
    "phone_again": _(
        "“%(about)s” is also the number of a contact point. If that number changes, change it here too."
    ),
    "fee_again": _(
        "“%(about)s” is also the amount of a fact. If you mean that one, type %(instead)s in its place."
    ),
    "fact_unknown": _(
        "“%(about)s” names no fact that has a value today. Look at the list of fees and facts."
    ),
    "digital_only": _(
        "Nobody without the internet can get this. Add a way that works without it: "
        "by phone, in person, on a paper form, by post or at home."
    ),
    "no_phone": _("Nobody can call yet. Choose a contact point with a telephone number and opening hours."),
    "no_place": _(
        "Nobody can come yet. Choose an appointment, or a contact point with an address and opening hours."
    ),
    "no_paper": _("There is no paper form yet. Choose a published form for this service."),
    "no_post": _("Nobody can write yet. Choose a contact point with an address."),
    "no_visit": _(
        "Nobody can ask for this yet. Choose a contact point with a telephone number, or a published page."
    ),
    "way_closed": _("This way is closed, so it does not count as one of them."),
    "way_twice": _("This way stands here twice. Put both into one."),
    "status_unsaid": _("Say what is different about this way."),
    "instead_missing": _("This way is closed. Choose another one that people can use instead."),
    "instead_itself": _("Choose another way than this one to use instead."),
    "instead_elsewhere": _("The way to use instead is not on this page. Choose one that is."),
    "instead_closed": _("The way to use instead is closed too. Choose one that works."),
    "nobody_named": _("Say who can have this: add a requirement, or write a text."),
    "evidence_language": _(
        "The evidence “%(about)s” has no words in the language of this page. Translate it first."
    ),
    "condition_unknown": _(
        "This is only for “%(about)s”, but the page asks about no circumstance with that key. "
        "Add the circumstance, or correct the key."
    ),
    "translation_missing": _(
        "%(about)s: not translated, readers see these words with a notice. "
        "Publish the translation, or say why it comes later."
    ),
    "translation_behind": _(
        "%(about)s: the translation is older than these words. "
        "Publish the new translation, or say why it may stay."
    ),
    "hard_to_read": _(
        "This is hard to read (LIX %(about)s; aim at 40 or less). Use shorter sentences and words."
    ),
    "long_sentence": _("This sentence is long: “%(about)s”. Make two of it: 25 words are enough."),
    "stock_phrase": _("“%(about)s” sounds like an office. Say who does what, as you would say it aloud."),
}
