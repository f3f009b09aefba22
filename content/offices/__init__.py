"""The council's offices: pages for those who come, and the editor for those who look after them."""
