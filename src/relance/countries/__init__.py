"""One folder per country: what its law says."""
