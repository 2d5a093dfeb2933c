"""The law: facts, rules with their sources and moments, and the decision on one case or a million."""
