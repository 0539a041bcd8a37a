"""A received file becomes a submission: sniff, guard, read, align."""
