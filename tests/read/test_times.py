"""Times in the forms that sources use, in UTC."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.read.times import elapsed, when


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        (1630529694, "2021-09-01T20:54:54Z"),
        (1630529694000, "2021-09-01T20:54:54Z"),
        ("1630529694", "2021-09-01T20:54:54Z"),
        ("2021-09-01T20:54:54.000Z", "2021-09-01T20:54:54Z"),
        ("2021-09-01T20:54:54.250Z", "2021-09-01T20:54:54.250Z"),
        ("2021-09-01T20:54:54 1630529694", "2021-09-01T20:54:54Z"),
        ("2020-06-19 11:54:37 -0500", "2020-06-19T16:54:37Z"),
        ("2025-03-11 09:44:00 UTC", "2025-03-11T09:44:00Z"),
        ("Wed, 21 Apr 93 16:28:00 GMT", "1993-04-21T16:28:00Z"),
        ("Tue, 16 Nov 2010 06:51:17 -0800", "2010-11-16T14:51:17Z"),
        ("06-14-2007, 06:07 AM", "2007-06-14T06:07:00Z"),
        ("25-07-2007, 12:50 AM", "2007-07-25T00:50:00Z"),
        ("13:15, 23 December 2005 (UTC)", "2005-12-23T13:15:00Z"),
        ("March 3, 2020 at 5:04 PM", "2020-03-03T17:04:00Z"),
        ("2020-03-03", "2020-03-03T00:00:00Z"),
    ],
)
def test_common_forms_are_read(said, iso):
    assert when(said) == iso


@pytest.mark.parametrize(
    "said", [None, True, "", "3 hours ago", "12", "99-99-9999", float("nan"), 10**40, [], "x" * 999]
)
def test_what_is_no_time_is_none(said):
    assert when(said) is None


@pytest.mark.parametrize(
    ("said", "clock"),
    [("1M 20S", "00:01:20"), ("1H 2M 80S", "01:03:20"), ("00:01:20.500", "00:01:20"), ("x", None), (5, None)],
)
def test_time_since_the_beginning(said, clock):
    assert elapsed(said) == clock


@given(st.text(max_size=60) | st.integers() | st.floats())
def test_nothing_makes_it_fail(said):
    assert when(said) is None or when(said).endswith("Z")
