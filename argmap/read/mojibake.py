"""What another program had read wrongly before ("donâ€™t") is mended in posts, line by line, where it surely is that.

The source is left as it is, so that a post's place in it stays true; marks move with the words.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from argmap.discussion import Discussion, Post

# The first character of UTF-8 read as Windows-1252 or Windows-1251, and one that may follow it.
_MISREAD = re.compile("[ÂÃâÄÅÐÑðïÎÏРС][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0400-\u040f\u0450-\u045f]")


def mended(discussion: Discussion) -> Discussion:
    """Return the discussion with what is surely misread in titles, authors and posts as it was written."""
    posts = tuple(_post(post) for post in discussion.posts)
    title = mend(discussion.title) if discussion.title else discussion.title
    if title == discussion.title and posts == discussion.posts:
        return discussion
    return replace(discussion, title=title, posts=posts)


def mend(text: str) -> str:
    """Return `text` as it was written, each line that no other reading explains; other lines as they are."""
    if text.isascii() or not _MISREAD.search(text):
        return text
    # Slow to import, and seldom needed.
    from ftfy import TextFixerConfig, fix_encoding

    # A line that is right in one place and wrong in another may speak of just that.
    sure = TextFixerConfig(decode_inconsistent_utf8=False, replace_lossy_sequences=False)
    return "\n".join(fix_encoding(line, sure) if _MISREAD.search(line) else line for line in text.split("\n"))


def _post(post: Post) -> Post:
    author = mend(post.author) if post.author else post.author
    if mend(post.text) == post.text:
        return post if author == post.author else replace(post, author=author)
    cuts = sorted({0, len(post.text), *(place for mark in post.marks for place in (mark.start, mark.end))})
    pieces = [mend(post.text[start:end]) for start, end in pairwise(cuts)]
    moved = dict(zip(cuts, _sums(pieces), strict=True))
    marks = tuple(replace(mark, start=moved[mark.start], end=moved[mark.end]) for mark in post.marks)
    return replace(post, author=author, text="".join(pieces), marks=marks)


def _sums(pieces: list[str]) -> Iterator[int]:
    total = 0
    yield total
    for piece in pieces:
        total += len(piece)
        yield total
