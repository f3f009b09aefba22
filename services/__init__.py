"""What people do with the council, one Django app for each part."""
