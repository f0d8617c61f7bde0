"""The files of figures: what the page shows, as XLSX, ODS, CSV bundle, PPTX, PDF, and each chart as a picture."""
