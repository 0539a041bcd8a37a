"""The attachments page: the notice's slots, files in them, their thumbnails."""
