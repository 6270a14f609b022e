"""A polite limit on questions that cost the server something and nobody a secret: counted in each process,
forgotten at its end."""

import time


class Throttle:
    """At most `most` acts per key in each window of `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self._window = 0
        self._counts: dict[str, int] = {}

    def allows(self, key: str, now: float | None = None) -> bool:
        """Whether the key may act once more; counts the act."""
        window = int((time.monotonic() if now is None else now) / self.seconds)
        if window != self._window:
            self._window, self._counts = window, {}
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key] <= self.most
