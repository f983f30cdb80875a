"""What people do in a real browser: whole journeys, and every page looked at."""
