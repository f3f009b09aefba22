"""The ways to get a service: in which languages, whether they work today, and which form they lead to."""
