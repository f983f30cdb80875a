"""Letters: the post's own words, providers, and a stand-in that can fail in every way."""
