"""Template tags of the web channel: where an answer came from, and who did what."""

from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.applications.queries import Source
from services.definitions.channels import Channel
from services.definitions.sentences import words

register = template.Library()


@register.simple_tag
def told(source: Source) -> str:
    """Return where an answer came from that was not given online: "Told to us by phone on 3 May"."""
    if source.carried_from and source.told_at:
        earlier = _("From your application %(reference)s of %(day)s") % {
            "reference": source.carried_from,
            "day": date_format(localtime(source.told_at), "DATE_FORMAT"),
        }
    elif source.carried_form:
        title = words(dict(source.carried_form), get_language() or settings.LANGUAGE_CODE)
        earlier = _("From an earlier application: “%(form)s”") % {"form": title}
    else:
        return _here(source)
    return earlier if source.channel is Channel.ONLINE else f"{earlier}. {_here(source)}"


def _here(source: Source) -> str:
    sentences = {
        Channel.PHONE: _("Told to us by phone on %(day)s"),
        Channel.COUNTER: _("Told to us at an office on %(day)s"),
        Channel.HOME_VISIT: _("Told to us at a home visit on %(day)s"),
        Channel.PAPER: _("From the paper form, on %(day)s"),
        Channel.ONLINE: _("Answered online on %(day)s"),
        Channel.API: _("Told to us by another organisation on %(day)s"),
    }
    return sentences[source.channel] % {"day": date_format(localtime(source.given_at), "DATE_FORMAT")}
