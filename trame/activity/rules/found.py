"""What rules answer."""

Problems = dict[str, list[str]]
Found = list[tuple[str, str]]
