"""Dates and times, as in 24 Hydref 2026, 9:30am."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "fa"
DATETIME_FORMAT = "j F Y, fa"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
FIRST_DAY_OF_WEEK = 1
