"""Use cases without Qt: what cli and gui call."""
