"""Tableurs: reading spreadsheets that strangers send, and writing CSV files that a spreadsheet opens without risk."""

from .inspection import MAX_BYTES
from .reading import Cell, Sheet, Workbook, read_workbook
from .refusal import SheetRefused
from .writing import csv_response, write_csv

__all__ = ["MAX_BYTES", "Cell", "Sheet", "SheetRefused", "Workbook", "csv_response", "read_workbook", "write_csv"]
