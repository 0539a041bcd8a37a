"""The notices at hand: added, compared, taken away; drafts moved to another edition."""
