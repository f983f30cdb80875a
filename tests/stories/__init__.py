"""Stories that walk through the whole house, over simulated days."""
