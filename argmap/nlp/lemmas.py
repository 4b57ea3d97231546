"""The only door to simplemma: the base of a verb's past form, from a dictionary of English."""

from functools import lru_cache

from simplemma import lemmatize


@lru_cache(maxsize=4096)
def base_of_past(form: str, guess: str) -> str | None:
    """Return the base of a verb's past `form`, of which a parser's `guess` is doubted; None where nobody knows it.

    A guess that only drops an ending may have dropped too much ("clos" of "closed"), and the form itself is right for
    few verbs ("put", not "stole"); any other guess is a verb that was learned.
    """
    if guess != form and not form.startswith(guess):
        return guess
    known = lemmatize(form, lang="en")
    if known == form or (known.startswith(guess) and known != f"{guess}e"):
        return guess if guess != form else None
    return known
