"""Cells become values: addresses, numbers, dates and names. No guesses: what is unclear becomes None and an issue."""
