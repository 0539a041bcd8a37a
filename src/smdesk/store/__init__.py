"""SQLite: drafts, history, files, backups, migrations."""
