"""How dates and times are written, by language. Django's own English formats are American."""

from django.utils.translation import gettext_noop

# Django's words for before and after midday: our catalogues say them without stops, as in 9:30am.
HALVES_OF_THE_DAY = (gettext_noop("a.m."), gettext_noop("p.m."))
