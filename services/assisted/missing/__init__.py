"""Answers that a form still needs: asked for by a letter that lists only them, or by a call."""
