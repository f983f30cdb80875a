"""Pages for people, one file each: a page reads, asks operations to write, and shows."""
