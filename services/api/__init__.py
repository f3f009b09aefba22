"""JSON for partners: what is asked, as data, and answers in."""
