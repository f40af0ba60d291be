"""How rules run: what a rule is, its examples' edits, the session over a stack."""
