"""What a form is: the pack's models, its loader and linter, addresses, grids, typed values."""
