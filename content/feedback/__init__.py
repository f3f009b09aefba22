"""Is this page useful? What readers answer, and what is done about it."""
