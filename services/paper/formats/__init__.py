"""Formats that no machine of ours makes: somebody asks, the desk has it made and sends it."""
