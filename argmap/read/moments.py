"""How pages print when something was written: ages, dates and times of day, as patterns for whole lines and parts."""

from argmap import foreign_ages

_UNIT = r"(?:s|secs?|m|mins?|h|hrs?|d|w|wks?|mos?|y|yrs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b\.?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s+)?"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?"
DATE = (
    rf"{_WEEKDAY}(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\.?\s{_MONTH},?(?:\s\d{{4}})?"
    rf"|{_MONTH}\s['’]\d{{2}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
)
AGO = rf"(?:(?:about |over |almost )?(?:\d{{1,3}}|an?)\s?{_UNIT}(?:\s+ago)?|just now|yesterday|{foreign_ages.AGO})"
# Ages that nothing but an age looks like.
SURELY_AGO = (
    r"(?:(?:about |over |almost )?(?:\d{1,3}|an?) (?:second|minute|hour|day|week|month|year)s? ago"
    rf"|{foreign_ages.AGO})"
)
STAMP = rf"(?:{DATE}|today|yesterday)(?:,|\s+at|\s*@)?\s*{CLOCK}(?:\s?(?:utc|gmt|[a-z]{{2,4}}t)\b)?"
WHEN = rf"(?:{STAMP}|{DATE}|{AGO})"
