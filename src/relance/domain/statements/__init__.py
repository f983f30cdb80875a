"""What bank statements share: account numbers, amounts and days, known movements, gaps between them."""
