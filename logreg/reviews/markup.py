"""A text with markup in it → the text that a browser would show."""

import html
import re

__all__ = ["without_markup"]

BREAKS = "br|p|div|li|ul|ol|tr|table|h[1-6]|hr|blockquote|section|article|header|footer|dd|dt|dl|pre"  # they end a line
OTHERS = (
    "a|abbr|acronym|address|b|bdi|bdo|big|body|button|caption|center|cite|code|col|colgroup|data|del|dfn|em|fieldset|"
    "figcaption|figure|font|form|head|html|i|iframe|img|input|ins|kbd|label|legend|link|main|map|mark|meta|nav|nobr|"
    "noscript|object|option|picture|q|s|samp|script|select|small|source|span|strike|strong|style|sub|summary|sup|svg|"
    "tbody|td|template|textarea|tfoot|th|thead|time|title|tt|u|var|video|audio|wbr"
)


def tag(names: str) -> str:
    """A pattern of the tags of these names, also where their brackets are written as entities."""
    attribute = r"""\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))?"""
    inside = rf"/?(?:{names})(?:{attribute})*+\s*/?"
    return rf"<{inside}>|&lt;{inside}&gt;"


BREAK = re.compile(tag(BREAKS), re.IGNORECASE)
OTHER = re.compile(rf"<!--.*?-->|{tag(OTHERS)}", re.IGNORECASE | re.DOTALL)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


def without_markup(text: str) -> str:
    """The text with its tags as what they mean, a line break or nothing, and its entities as the letters they mean.

    A sign that is no tag of HTML stays: “a < b” and “<3” are as they were.

    Example:
        >>> without_markup("Great.<br /><br />It&#39;s <i>fun</i> &amp; 2 < 3")
        "Great.\\n\\nIt's fun & 2 < 3"
    """
    if "<" in text:
        text = text.replace("<br />", "\n")  # quickly, as most have no other tag
    if "<" in text or "&lt;" in text:
        text = OTHER.sub("", BREAK.sub("\n", text))
    if "&" in text:
        text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text
