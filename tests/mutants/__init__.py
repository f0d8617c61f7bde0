"""Mutants: faults that somebody could make in the statistics one day, each of which a test must see.

`make mutants` makes each of them in a copy of the checkout and runs the tests that should fail. One that survives is a
hole in the tests. `declared.py` lists them; `run.py` does the work.
"""
