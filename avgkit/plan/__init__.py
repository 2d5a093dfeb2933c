"""What do I do: groups and steps, whom to leave out, and the lists, texts and reports to act on."""
