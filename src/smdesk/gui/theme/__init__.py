"""Colours, type, space, icons: one place that says how the tool looks."""
