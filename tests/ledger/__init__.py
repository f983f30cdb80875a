"""What the tables themselves guard, whoever writes."""
