import time
from email.utils import formatdate

import pytest

from assistant.answering.retry_after import read_retry_after


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("0", 0.0), ("120", 120.0), (" 1.5 ", 1.5), ("", None), ("soon", None), ("-3", None), ("inf", None), ("nan", None),
     ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)],
)  # fmt: skip
def test_seconds_are_read_and_nonsense_is_not(value, seconds):
    assert read_retry_after(value) == seconds


def test_a_date_is_seconds_from_now():
    assert 55 < read_retry_after(formatdate(time.time() + 60, usegmt=True)) <= 60
