"""The sample council: Lantern Bay, made up, with real services of England in 2026."""
