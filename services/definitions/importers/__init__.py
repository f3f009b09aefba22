"""Other engines' forms made into ours. Plain Python: no Django; what others wrote is read, never run."""
