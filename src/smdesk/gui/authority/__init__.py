"""The window for filling an authority's own Word file."""
