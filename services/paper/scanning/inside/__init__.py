"""What runs only in processes of its own: see the package above. Knows no settings and no database."""
