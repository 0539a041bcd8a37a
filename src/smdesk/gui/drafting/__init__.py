"""The window for drafting a notice pack from a blank Word file."""
