"""The narrative page: the outline, a sheet of parts, a text editor under each heading."""
