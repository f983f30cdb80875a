"""Real files that must be refused, each with the code of its defect."""

DEFECTIVE: dict[str, str] = {}
