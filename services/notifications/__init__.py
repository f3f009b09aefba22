"""The outbox: e-mail, text message, letter."""
