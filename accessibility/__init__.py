"""Accessibility rules, audit and statement. Knows nobody else."""
