"""Tâches de fond: background jobs with progress, cancel and a result to fetch."""
