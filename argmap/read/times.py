"""A time that a source gives in any common form becomes ISO 8601 in UTC; one without a zone is taken for UTC."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_MILLISECONDS = 100_000_000_000
_NUMBER = re.compile(r"[+-]?\d{1,14}(?:\.\d{0,9})?", re.A)
_ZONE = r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?(?:\s?(?P<half>[ap]m))?"
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})(?:[T,\s]\s*{_CLOCK}{_ZONE})?(?:\s+\d{{9,10}})?",
    re.I | re.A,
)
_YEAR_LAST = re.compile(
    rf"(?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})[-/](?P<year>\d{{4}})(?:,?\s+{_CLOCK}{_ZONE})?", re.I | re.A
)
_WIKI = re.compile(
    rf"{_CLOCK},\s+(?:(?P<day>\d{{1,2}})\s+(?P<name>[a-z]{{3,9}})|(?P<name2>[a-z]{{3,9}})\s+(?P<day2>\d{{1,2}})),?\s+"
    r"(?P<year>\d{4})(?:\s*\((?P<zone>UTC)\))?",
    re.I | re.A,
)
_NAMED = re.compile(
    rf"(?:[a-z]{{3,9}},?\s+)?(?P<name>[a-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})(?:,?\s+(?:at\s+)?{_CLOCK}{_ZONE})?",
    re.I | re.A,
)
_ELAPSED = re.compile(
    r"(?:(?P<h>\d{1,3})H)?\s*(?:(?P<m>\d{1,3})M)?\s*(?P<s>\d{1,3})S|(?:(?P<h_>\d{1,3}):)?(?P<m_>\d{1,2}):(?P<s_>\d{2})(?:[.,]\d{1,3})?",
    re.I | re.A,
)
_FORMS = (_YEAR_FIRST, _YEAR_LAST, _WIKI, _NAMED)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def when(value: object) -> str | None:
    """Return the time as `2021-09-01T20:54:54Z`: from seconds or milliseconds since 1970, or from words; else None."""
    try:
        moment = _moment(value)
        return None if moment is None else _iso(moment)
    except (ValueError, OverflowError, OSError):
        return None


def elapsed(value: object) -> str | None:
    """Return the time since the beginning of a recording, "1M 20S" or "00:01:20.5", as `00:01:20`; else None."""
    match = _ELAPSED.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 40 else None
    if match is None:
        return None
    hours, minutes, seconds = (int(match[name] or match[f"{name}_"] or 0) for name in ("h", "m", "s"))
    minutes, seconds = minutes + hours * 60 + seconds // 60, seconds % 60
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _moment(value: object) -> datetime | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value / 1000 if abs(value) > _MILLISECONDS else value, UTC)
    words = " ".join(value.split()) if isinstance(value, str) and len(value) < 200 else ""
    if _NUMBER.fullmatch(words):
        return _moment(float(words)) if len(words) > 7 else None
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _from(match.groupdict())
    return _mail(words)


def _from(said: Mapping[str, str | None]) -> datetime | None:
    name = said.get("name") or said.get("name2")
    month = int(said["month"] or 0) if name is None else _month(name)
    day = int(said["day"] or said.get("day2") or 0)
    if month > 12 >= day:
        month, day = day, month
    hour = int(said["hour"] or 0)
    if said["half"]:
        hour = hour % 12 + (12 if said["half"].lower() == "pm" else 0)
    part = int(((said.get("part") or "") + "000000")[:6])
    zone = _zone(said["zone"])
    return datetime(
        int(said["year"] or 0), month, day, hour, int(said["minute"] or 0), int(said["second"] or 0), part, zone
    )


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _zone(said: str | None) -> timezone:
    if said is None or said[0] not in "+-":
        return UTC
    minutes = int(said[1:3]) * 60 + int(said[-2:])
    return timezone(timedelta(minutes=-minutes if said[0] == "-" else minutes))


def _mail(words: str) -> datetime | None:
    parsed = parsedate_tz(words)
    if parsed is None or ":" not in words:
        return None
    return datetime(*parsed[:6], tzinfo=UTC) - timedelta(seconds=parsed[9] or 0)


def _iso(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    exact = "auto" if utc.microsecond % 1000 else "milliseconds" if utc.microsecond else "seconds"
    return utc.isoformat(timespec=exact).replace("+00:00", "Z")
