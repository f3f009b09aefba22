"""The steps of a life event as somebody's own checklist: on the web, on paper and at the desk."""
