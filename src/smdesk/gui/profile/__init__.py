"""What is known already, on the screen: profiles, the list before a fill, what was taken over."""
