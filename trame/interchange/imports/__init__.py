"""Imports: what other software knows comes in; dry run first, then all or nothing, then undo.

    bytes ── partner.read ──▶ Plan ── review ──▶ Review (figures, problems)
                               └───── write ───▶ activities, places, people, tags of one ImportBatch

A partner is a folder like `coop/`: `mapping.py` (its words → our codes, as data), `reader.py` (file → rows),
`plan.py` (rows → Plan), declared in `registry.py`.
"""
