"""The weave that says how far a work has come: warp threads, woven as far as the work is written."""

HEIGHT = 49.5
PITCH = 15  # px from one warp thread to the next; a thread is 7.5 wide
ROWS = (6.0, 21.0, 36.0)  # tops of the three wefts, 7.5 high


def warp(written: int, total: int) -> list[tuple[str, str]]:
    """(path, colour) of each warp thread; a woven one is cut where a weft passes over it."""
    threads = []
    for rank in range(total):
        x = rank * PITCH + 3.75
        gaps = [y for row, y in enumerate(ROWS) if rank < written and (rank + row) % 2 == 0]
        edges = [0.0] + [edge for y in gaps for edge in (y - 1.2, y + 8.7)] + [HEIGHT]
        pieces = zip(edges[::2], edges[1::2], strict=True)
        path = "".join(f"M{x} {top:.1f}h7.5V{bottom:.1f}h-7.5z" for top, bottom in pieces)
        threads.append((path, "var(--accent)" if rank < written else "var(--edge)"))
    return threads


def weft(written: int) -> list[str]:
    """One path per weft: seen where it passes over the warp and between the threads, none before the first section."""
    if not written:
        return []
    paths = []
    for row, y in enumerate(ROWS):
        under = [rank for rank in range(written) if (rank + row) % 2]
        hidden = [edge for rank in under for edge in (rank * PITCH + 2.55, rank * PITCH + 12.45)]
        edges = [0.75, *hidden, float(written * PITCH)]
        pieces = zip(edges[::2], edges[1::2], strict=True)
        paths.append("".join(f"M{start:.2f} {y}H{end:.2f}v7.5H{start:.2f}z" for start, end in pieces))
    return paths
