"""The wiring: settings, addresses, commands. Imports everything; nothing imports it."""
