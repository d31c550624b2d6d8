"""The header ``Retry-After`` (RFC 9110, 10.2.3): seconds, or a date."""

import time
from email.utils import mktime_tz, parsedate_tz


def read_retry_after(value: str) -> float | None:
    """Seconds from now, at least 0; None where the header is absent or says nothing that can be read."""
    if value.strip().replace(".", "", 1).isdecimal():
        return float(value)
    date = parsedate_tz(value)
    return max(0.0, mktime_tz(date) - time.time()) if date else None
