"""What is owed and what to do next: words and rules only, no I/O."""
