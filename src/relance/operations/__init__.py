"""The only floor that writes: one module per verb."""
