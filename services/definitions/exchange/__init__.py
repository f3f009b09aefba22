"""Forms as files for other systems and for translators. Plain Python."""
