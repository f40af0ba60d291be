"""The register: offices, accounts, periods, what was handed in, what was said of it, and who did what."""
