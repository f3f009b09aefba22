"""What is looked at before a page goes live: plain rules over what its author wrote."""
