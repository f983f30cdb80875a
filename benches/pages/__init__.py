"""Every page's time and number of queries on a large ledger: `python -m benches.pages`."""
