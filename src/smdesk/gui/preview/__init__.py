"""The real pages of a packet on the screen: beside the table, and as a whole book."""
