"""No table: facts are views. This module exists because Django sends migration signals only to apps that have one."""
