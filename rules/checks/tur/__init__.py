"""Rules on derived figures: rates, sums over periods, averages, predicates."""
