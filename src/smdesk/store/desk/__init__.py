"""The bureau's desk: cases, the versions received for each, what was found, said and decided."""
