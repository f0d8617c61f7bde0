"""Échanges: imports, exports and API, one folder per partner, all of the same shape."""
