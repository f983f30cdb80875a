"""One folder per file format: bytes in, rows and problems out."""
