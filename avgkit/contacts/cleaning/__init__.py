"""Cells become values: addresses, numbers, dates and names. Nothing is guessed: what is unclear becomes None and an issue."""
