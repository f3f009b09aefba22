"""What is written once and shown on many pages: looked at before it goes live, as pages are."""
