"""Short addresses of services (/s/…): made by themselves, chosen by editors, typed, scanned, never reused."""
