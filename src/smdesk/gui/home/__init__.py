"""Home: the list of drafts, the trash, and what to do when there is nothing."""
