"""The wizard: the step list, the pages, findings and clauses beside them, check and export."""
