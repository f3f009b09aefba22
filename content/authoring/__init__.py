"""Forms written by content teams: blocks made from the kinds, compiled to a document, and back."""
