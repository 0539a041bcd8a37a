"""Paper in the right order: sides and sheets, control slips, the test sheet, the list of jobs."""
