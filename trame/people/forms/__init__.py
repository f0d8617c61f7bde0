"""Forms of people, one module per subject."""
