"""Links on our pages: collected, followed politely, and what they lead to kept."""
