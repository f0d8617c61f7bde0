"""What is said when a file is not kept."""


class FileRefused(Exception):
    """`problems`: French sentences for the person who sent the file, every one that could be found."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)
