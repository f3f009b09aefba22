"""Forms of kind checker: what each requirement comes to, from what is known so far. Plain Python."""
