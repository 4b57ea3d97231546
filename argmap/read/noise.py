"""Lines that nobody argues with: what a site or a habit puts between the posts."""

import re

from argmap.discussion import NoiseKind

_BOILERPLATE = re.compile(
    r"^(?:no comments yet\.?|(?:reply|share|report|save|permalink|parent|next|prev|root|context|hide|collapse|flag|link"
    r"|upvote|downvote|vote|award|follow|give award|give gold|embed|unsave|crosspost|like|top|recommend|reply to this"
    r"|continue this thread|load more comments?|\d+ more repl(?:y|ies)|(?:view |show )?all \d+ (?:comments|replies)"
    r"|\d+ (?:comment|share)s?(?:share)?save\w{0,40}"
    r"|(?:submitted|posted) (?:an?|\d+) \w{1,10} ago by \S{1,40}(?: to \S+)?"
    r"|\d{1,5} [·•] reply [·•] share ›?|\d+ (?:points?|upvotes?|repl(?:y|ies)|comments?)|sort(?:ed)? by:? \w+"
    r"|log ?in(?: to reply)?|sign up|add a comment\W*"
    r"|reply to this comment|advertisement|read more|see more|show more|level \d+|op)"
    r"(?:\s*[·•|]?\s*(?:reply|share|report|save|permalink|parent|next|prev|root|context|hide|flag|link|follow|embed"
    r"|award|give award|give gold|unsave|crosspost))*(?:\s*[›↓↑]|\s\d{1,5})?"
    r"|\d+ points? by \S{1,40} (?:an?|\d+) \w{1,10} ago\b.{0,80}"
    r"|antworten|répondre|responder|rispondi|reageren|beantwoorden|svara?|odpowiedz|ответить|返信(?:する)?|回复|回覆|답글"
    r"|teilen|partager|compartir|compartilhar|condividi|delen|поделиться|共有|分享|melden|signaler|denunciar|segnala"
    r"|\[[-–—+]\]|(?:as always,? )?thank(?:s| you)(?: so much| again| everyone)? for reading\W*.{0,40}"
    r"|(?:please )?subscribe(?: now| to .{1,60})?[.!]?|share this (?:post|article)[.!]?|leave a comment[.!]?"
    r"|(?:all |my )?(?:opinions|views)(?: expressed)?(?: here)? (?:are )?(?:strictly |solely )?my own\b.{0,40})$",
    re.I,
)
_FOOTNOTE = re.compile(r"^(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.:)]|\*+|[¹²³⁴⁵⁶⁷⁸⁹]):?\s*(?:<?https?://\S+(?:\s+|$))+$")
_DISCLAIMER = re.compile(r"^(?:legal |full )?disclaimer\s*(?:#?\d+)?\s*:", re.I)
_DISCLOSURE = re.compile(r"^(?:full )?disclosures?\s*:", re.I)


def classify(line: str) -> NoiseKind | None:
    """Return which noise `line` is, or None where somebody says something, or nothing at all."""
    if not line:
        return None
    if _FOOTNOTE.match(line):
        return NoiseKind.FOOTNOTE
    if _DISCLAIMER.match(line) or (_DISCLOSURE.match(line) and len(line) < 400):
        return NoiseKind.DISCLOSURE
    return NoiseKind.BOILERPLATE if len(line) < 120 and _BOILERPLATE.match(line) else None
