"""Is it right: field formats, rule expressions, findings."""
