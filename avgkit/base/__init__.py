"""What every room stands on: errors, files, Dutch words for numbers and days, places, and data in TOML."""
