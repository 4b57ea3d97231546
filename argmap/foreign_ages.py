"""Ages as pages print them in other languages: "vor 3 Stunden", "il y a 5 minutes", "3 時間前"."""

import re
from collections.abc import Mapping

_ONE = "einer|einem|une?|un['’]|una|uma?|een|ett?|en|bir"
# Where nothing stands behind a unit it has to end there.
_END = r"(?!\w)"
_COUNT = rf"(?:\d{{1,3}}|{_ONE})"
_ROMANCE = {"s": r"se[cg]ond[aoie]s?|segundos?|s", "m": r"minut[aoie]s?|min\.?", "w": "semanas?|settiman[ae]"}
# What stands before, the units, what stands after; `?` where a bare unit means one.
_LANGUAGES: tuple[tuple[str, Mapping[str, str], str], ...] = (
    (
        r"vor\s",
        {"s": r"sekunden?|sek\.?", "m": r"minuten?|min\.?", "h": r"stunden?|std\.?", "d": r"tag(?:en?)?",
         "w": "wochen?", "mo": "monate?n?", "y": "jahre?n?"},
        "",
    ),
    (
        r"il y a\s(?:environ\s)?",
        {"s": r"secondes?|s", "m": r"minutes?|min\.?", "h": "heures?|h", "d": "jours?|j", "w": r"semaines?|sem\.?",
         "mo": "mois", "y": "ans?|années?"},
        "",
    ),
    (r"hace\s", {**_ROMANCE, "h": "horas?|h", "d": "días?|d", "mo": "mes(?:es)?", "y": "años?"}, ""),
    (r"há\s", {**_ROMANCE, "h": "horas?|h", "d": "dias?|d", "mo": "m[êe]s(?:es)?", "y": "anos?"}, ""),
    ("", {**_ROMANCE, "h": "horas?|h", "d": "dias?|d", "mo": "m[êe]s(?:es)?", "y": "anos?"}, r"\satrás"),
    ("", {**_ROMANCE, "h": "or[ae]|h", "d": "giorn[oi]|g", "mo": "mes[ei]", "y": "ann[oi]"}, r"\sfa"),
    (
        "",
        {"s": r"seconden?|sec\.?", "m": r"minuut|minuten|min\.?", "h": "uur|uren|u", "d": "dag(?:en)?",
         "w": "week|weken", "mo": "maand(?:en)?", "y": "jaar|jaren"},
        r"\sgeleden",
    ),
    (
        "(?:f[öo]r\\s)?",
        {"s": r"sek(?:und(?:er)?)?\.?", "m": r"min(?:ut(?:t?er)?)?\.?", "h": r"tim(?:m?e|mar|er)?\.?",
         "d": r"dag(?:ar|er|e)?|d[öø]gn", "w": r"veck(?:a|or)|uker?|uger?", "mo": "m[åa]nad(?:er)?|m[åa]ned(?:er)?",
         "y": r"[åa]r"},
        r"\s(?:sedan|siden)",
    ),
    (
        "?",
        {"s": r"sekund[yę]?|sek\.?", "m": r"minut[yę]?|min\.?", "h": r"godzin[yę]?|godz\.?", "d": "dzień|dni",
         "w": "tydzień|tygodni(?:e)?", "mo": "miesiąc(?:e)?|miesięcy", "y": "roku?|lata?"},
        r"\stemu",
    ),
    (
        "?",
        {"s": r"секунд[уы]?|сек\.?", "m": r"минут[уы]?|мин\.?", "h": r"час(?:а|ов)?|ч\.?", "d": "день|дня|дней",
         "w": "недел[юиь]", "mo": "месяц(?:а|ев)?", "y": "год(?:а)?|лет"},
        r"\sназад",
    ),
    (
        "",
        {"s": "saniye|sn", "m": "dakika|dk", "h": "saat|sa", "d": "gün", "w": "hafta", "mo": "ay", "y": "yıl"},
        r"\sönce",
    ),
    (
        "",
        {"s": "秒", "m": "分", "h": "時間", "d": "日", "w": "週間", "mo": "[かカヶケ箇個]月", "y": "年"},
        r"\s?前",
    ),
    (
        "",
        {"s": "秒钟?|秒鐘", "m": "分钟|分鐘", "h": "个?小时|個?小時", "d": "天", "w": "周|週|个?星期|個?星期",
         "mo": "个月|個月", "y": "年"},
        r"\s?前",
    ),
    ("", {"s": "초", "m": "분", "h": "시간", "d": "일", "w": "주", "mo": "개월|달", "y": "년"}, r"\s?전"),
)  # fmt: skip


def _pattern(before: str, units: Mapping[str, str], after: str, *, named: bool) -> str:
    begin, count = ("", f"(?:{_COUNT}\\s)?") if before == "?" else (before, rf"{_COUNT}\s?")
    if named:
        count = count.replace(_COUNT, f"(?P<count>{_COUNT})")
    found = "|".join(f"(?P<{unit}>{words})" if named else words for unit, words in units.items())
    return f"{begin}{count}(?:{found}){after or _END}"


AGO = "(?:" + "|".join(_pattern(*language, named=False) for language in _LANGUAGES) + ")"
_READ = tuple(re.compile(_pattern(*language, named=True), re.I) for language in _LANGUAGES)


def said(age: str) -> tuple[int, str] | None:
    """Return how many of which unit (s, m, h, d, w, mo or y) an age in one of these languages says; None for others."""
    for pattern in _READ:
        if match := pattern.search(age):
            unit = next(name for name, words in match.groupdict().items() if words and name != "count")
            count = match["count"] or "1"
            return (int(count) if count.isdigit() else 1), unit
    return None
