"""A life event as somebody's own checklist: what applies to them, and how far each thing is."""
