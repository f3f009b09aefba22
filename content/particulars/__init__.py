"""What a service costs, asks for, gives and how long it takes: as data, not as prose."""
