"""An app that only the real processes of these tests install: work that lasts, and a chore that counts its runs."""
