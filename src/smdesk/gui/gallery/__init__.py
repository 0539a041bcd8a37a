"""Pictures of every window, dialog, menu and page of the program, made by itself and looked over."""
