"""What is said when a file cannot be read as a spreadsheet."""


class SheetRefused(Exception):
    """The file is not a spreadsheet that Trame reads; the text is a French sentence for the person who sent it."""
