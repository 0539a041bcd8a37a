"""smdesk: fill, check, print and receive 服务型制造示范 declarations, offline."""

__version__ = "0.1.0"
