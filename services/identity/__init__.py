"""People, sign-in, staff roles and who may act for whom."""
