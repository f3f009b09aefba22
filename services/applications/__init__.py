"""Who answered what: applications, answers, cases, events."""
