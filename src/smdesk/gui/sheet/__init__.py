"""The table page: the notice's paper table on the screen, with an editor in each value cell."""
