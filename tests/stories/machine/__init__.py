"""Everything that can be done, in any order, on simulated days; beside it a slow and simple model that must agree."""
