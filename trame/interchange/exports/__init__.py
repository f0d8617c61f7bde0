"""Exports: what was captured leaves, as files; one folder per file, declared as columns, written row by row.

    address of the list ── ask ──▶ Asked ── lines ──▶ rows, a batch at a time ── ui/sheets ──▶ CSV, XLSX, ODS

A small file is given at once, a long one is a job that its owner follows, and fetches while she still may.
"""
