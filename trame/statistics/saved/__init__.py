"""Vues enregistrées: the filters of the page of statistics kept under a name, each account its own."""
