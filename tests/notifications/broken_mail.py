"""Mail servers that do not work."""

import smtplib

from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    """Nobody answers."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("no route to rowan@example.org")


class Refusing(BaseEmailBackend):
    """The address does not exist."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({email_messages[0].to[0]: (550, b"no such user")})
