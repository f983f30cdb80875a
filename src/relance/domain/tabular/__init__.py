"""What all formats with rows and columns share: decoding, headers, amounts, dates, rows. Pure."""
