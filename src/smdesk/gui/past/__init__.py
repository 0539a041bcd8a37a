"""The past of a draft: its stages of work, what was otherwise, had back."""
