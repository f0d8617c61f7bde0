"""Measures: server time and queries of the pages people wait for, side by side in one run."""
