"""A declaration becomes pages, and the writers that turn pages into docx, PDF, xlsx, smdx."""
