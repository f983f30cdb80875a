"""What an import does to each kind of record; used by `import_file` alone."""
