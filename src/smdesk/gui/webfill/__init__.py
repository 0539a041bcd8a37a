"""The fill-in sheet: each value beside the browser, copied with one click or one key."""
