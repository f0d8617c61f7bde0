"""Tags beyond the word itself: which are near twins, which are offered to whom, how they are listed."""
