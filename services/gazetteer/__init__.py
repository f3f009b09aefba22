"""Addresses by postcode: looked up so that nobody has to type one."""
