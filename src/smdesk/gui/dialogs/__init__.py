"""The dialogs of the window, each laid out by a Designer file in ``ui/``."""
