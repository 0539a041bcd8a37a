"""What is known of a company, a project, a platform, and how it comes into the cells of any form."""
