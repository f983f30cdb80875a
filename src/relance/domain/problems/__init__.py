"""What is wrong with a file, in words: one stable code, one sentence in English and one in French."""
