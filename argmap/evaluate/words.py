"""The content words of a short English text, in a form in which "bans", "banned" and "banning" are one."""

from argmap.quotes import forms

_FUNCTION_WORDS = """
a about also am an and any are as at be because been being but by can could did do does doing done for from
get gets had has have having he her hers him his i if in into is it it's its itself just may me might more
most my of on one or other our out over own s shall she should so some such t than that that's the their them
then there there's these they this those through to too up us very was we were what when where which who whom
why will with would you your
"""
_STOP = frozenset(_FUNCTION_WORDS.split())
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "s")


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that are not function words; "not" and "no" are kept."""
    return frozenset(stem(form) for form in forms(text) if form not in _STOP)


def stem(word: str) -> str:
    """Return a lower-case word without -s, -es, -ed or -ing where three letters stay; crude on purpose."""
    if word.endswith("ss"):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _undoubled(word.removesuffix(ending)) + ("y" if ending in {"ied", "ies"} else "")
    return word.removesuffix("e") if len(word) > 4 else word


def _undoubled(word: str) -> str:
    doubled = word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if doubled else word.removesuffix("e") if len(word) > 4 else word
