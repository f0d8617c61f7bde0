"""The light colours of tokens.css on white paper, for the formats that know no CSS."""

INK = "#261a2b"
INK_2 = "#5a4c5d"
RULE = "#d8cebf"
ACCENT = "#6b1f52"
THREAD = "#b37408"
THREAD_SOFT = "#f9eccd"
WARP = "#e0b9b4"  # --q2
DYES = ("#6b1f52", "#b37408", "#558fb9", "#a64122")  # --c1 to --c4

COLOURS = {
    "ink": INK,
    "ink2": INK_2,
    "rule": RULE,
    "accent": ACCENT,
    "thread": THREAD,
    "threadSoft": THREAD_SOFT,
    "warp": WARP,
}
