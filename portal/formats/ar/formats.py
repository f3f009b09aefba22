"""Dates and times, as in 24 أكتوبر 2026، 9:30 صباحًا."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "f a"
DATETIME_FORMAT = "j F Y، f a"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
FIRST_DAY_OF_WEEK = 1
