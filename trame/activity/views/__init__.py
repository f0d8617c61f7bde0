"""Screens of capture: recording, the list, one activity, deleting and bringing back."""
