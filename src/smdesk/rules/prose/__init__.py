"""The narrative read beside the tables: what it says of the form's values, what was left in it."""
