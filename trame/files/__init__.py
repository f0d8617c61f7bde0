"""Fichiers: pictures and documents that people send, checked, made anew, kept privately, erased with their bytes."""
