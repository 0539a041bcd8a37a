"""A whole packet on paper: printers, the run in a job, the dialog."""
