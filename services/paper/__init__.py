"""The paper channel: blank and prefilled forms, receipts, letters."""
