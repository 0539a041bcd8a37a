"""The bureau's desk in the window: received declarations, what was found in them, where they stand."""
