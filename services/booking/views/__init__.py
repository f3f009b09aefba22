"""The citizen's pages of booking. They work without scripts; only a POST changes anything."""
