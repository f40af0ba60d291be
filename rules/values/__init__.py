"""What a cell can say: numbers, money, targets, codes, names, units, amounts in words."""
