"""Rich text of a section: sanitised HTML in the database, plain marks in a browser without JavaScript.

Plain marks: a blank line parts paragraphs, « ## » a subtitle, « - » a list item, « > » a quotation, **bold**, *italic*.
A figure is quoted by a token, `[chiffre:attendances]` or `[chiffre:attendances_by_topic/email]`, replaced when shown.
"""

import html
import re
from collections.abc import Callable

import nh3

from trame.ui.typography import typeset

ALLOWED_TAGS = {"p", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br"}
MAX_LENGTH = 60_000
MAX_DEPTH = 8  # list, item, list, item, paragraph, bold, italic, link
FIGURE_TOKEN = re.compile(r"\[chiffre:([a-z_]+)(?:/([^\]\s<>&]{1,60}))?\]")

_INLINE = ((re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"), (re.compile(r"\*(.+?)\*"), r"<em>\1</em>"))


def sanitise(source: str) -> str:
    """HTML reduced to paragraphs, subtitles, lists, quotations, bold, italic and http(s) or mailto links."""
    renamed = re.sub(r"<(/?)(?:b)(?=[\s>])", r"<\1strong", source)
    renamed = re.sub(r"<(/?)(?:i)(?=[\s>])", r"<\1em", renamed)
    renamed = re.sub(r"<(/?)(?:h[1-6])(?=[\s>])", r"<\1h3", renamed)
    renamed = re.sub(r"<(/?)(?:div)(?=[\s>])", r"<\1p", renamed)
    clean = nh3.clean(
        # An editable area writes a no-break space at each end of a typing; `typeset` puts the true ones back.
        renamed.replace("\x00", "").replace("\u00a0", " ").replace("&nbsp;", " "),
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    clean = re.sub(r"<(p|h3|li|blockquote)>(?:\s|<br>)*</\1>", "", clean).strip()
    return clean if _depth(clean) <= MAX_DEPTH else _flat(clean)


def _depth(clean: str) -> int:
    """How many tags stand inside one another at most; `clean` is balanced."""
    deepest = depth = 0
    for closing, name in re.findall(r"<(/?)(\w+)", clean):
        if name != "br":
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _flat(clean: str) -> str:
    """Paragraphs alone, for what nests beyond what a document can lay out (a thread of replies pasted from a mail)."""
    lines = re.sub(r"</(?:p|h3|li|blockquote|ul|ol)>|<br>", "\n", clean)
    texts = (line.strip() for line in re.sub(r"<[^>]+>", "", lines).split("\n"))
    return "".join(f"<p>{text}</p>" for text in texts if text)


def from_plain(text: str) -> str:
    """Plain marks → sanitised HTML."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\x00", "").strip())
    return sanitise("".join(_block(block) for block in blocks if block.strip()))


def to_plain(source: str) -> str:
    """Sanitised HTML → plain marks, for a browser without JavaScript. The reverse of `from_plain`."""
    text = re.sub(r"</?strong>", "**", source)
    text = re.sub(r"</?em>", "*", text)
    text = re.sub(r"<a [^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", r"\2 (\1)", text)
    text = re.sub(r"<blockquote>(?:\s*<p>)?(.*?)(?:</p>\s*)?</blockquote>", r"> \1\n\n", text, flags=re.DOTALL)
    text = re.sub(r"<h3>(.*?)</h3>", r"## \1\n\n", text, flags=re.DOTALL)
    text = re.sub(r"<li>(.*?)</li>\s*", r"- \1\n", text, flags=re.DOTALL)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"</(?:p|ul|ol)>", "\n\n", text)
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def quoted_figures(source: str) -> list[tuple[str, str]]:
    """(indicator code, row code or '') of each token, in order."""
    return [(match[1], match[2] or "") for match in FIGURE_TOKEN.finditer(source)]


def shown(source: str, quote: Callable[[str, str], str]) -> str:
    """Sanitised HTML as it is read: tokens replaced by `quote(code, row)`, a plain text; French spaces in place."""

    def read(text: str) -> str:
        figured = FIGURE_TOKEN.sub(lambda match: quote(match[1], match[2] or ""), html.unescape(text))
        return html.escape(typeset(figured), quote=False)

    pieces = re.split(r"(<[^>]+>)", source)
    return "".join(piece if rank % 2 else read(piece) for rank, piece in enumerate(pieces))


def _block(block: str) -> str:
    lines = block.strip().split("\n")
    if all(line.lstrip().startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line.lstrip()[2:])}</li>" for line in lines) + "</ul>"
    if lines[0].startswith("## "):
        rest = "\n".join(lines[1:])
        return f"<h3>{_inline(lines[0][3:])}</h3>" + (_block(rest) if rest.strip() else "")
    if all(line.startswith(">") for line in lines):
        return f"<blockquote><p>{'<br>'.join(_inline(line[1:].strip()) for line in lines)}</p></blockquote>"
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _inline(text: str) -> str:
    marked = html.escape(text, quote=False)
    for pattern, replacement in _INLINE:
        marked = pattern.sub(replacement, marked)
    return marked
