"""Settings (environment only), addresses and checks: the roof of the house."""
