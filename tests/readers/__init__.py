"""What files become, format by format."""
