"""Words at the top of pages while they matter: what stands where, and when."""
