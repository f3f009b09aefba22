"""The outbox: email, text message, letter."""
