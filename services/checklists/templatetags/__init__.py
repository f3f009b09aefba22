"""Tags of checklists."""
