"""Every topic as it passes by, for the page under the hood: how often, how large, what it said last."""

from collections import OrderedDict
from dataclasses import dataclass
from math import exp

from sprue_server.inbox import Letter
from sprue_server.views import TopicView

MOST = 2000  # topics
SHOWN = 2048  # bytes of the newest payload
MEMORY_S = 10.0  # rates forget with this time constant


@dataclass
class _Topic:
    count: int = 0
    per_s: float = 0.0
    bytes_per_s: float = 0.0
    heard_us: int = 0
    retained: bool = False
    last: bytes = b""


class Traffic:
    """Counts in paho's thread, is read in the loop; single assignments only, so no lock."""

    def __init__(self) -> None:
        self._topics: OrderedDict[str, _Topic] = OrderedDict()

    def count(self, letter: Letter) -> None:
        """One more message."""
        known = self._topics.get(letter.topic)
        if known is None:
            known = self._topics[letter.topic] = _Topic(heard_us=letter.arrived_us)
            if len(self._topics) > MOST:
                self._topics.popitem(last=False)  # who was silent longest
        self._topics.move_to_end(letter.topic)
        keep = exp(-max(0, letter.arrived_us - known.heard_us) / 1e6 / MEMORY_S)
        known.per_s = known.per_s * keep + 1 / MEMORY_S
        known.bytes_per_s = known.bytes_per_s * keep + len(letter.payload) / MEMORY_S
        known.count += 1
        known.heard_us, known.retained = letter.arrived_us, letter.retained
        known.last = letter.payload[:SHOWN]

    def views(self, now_us: int) -> list[TopicView]:
        """All topics, sorted; rates fade while a topic is silent."""
        return [_view(name, topic, now_us) for name, topic in sorted(self._topics.copy().items())]

    def per_s(self, now_us: int) -> float:
        """Messages a second over all topics."""
        return sum(view.per_s for view in self.views(now_us))


def _view(name: str, topic: _Topic, now_us: int) -> TopicView:
    age_s = max(0.0, (now_us - topic.heard_us) / 1e6)
    fade = exp(-age_s / MEMORY_S)
    return TopicView(
        topic=name,
        count=topic.count,
        per_s=round(topic.per_s * fade, 3),
        bytes_per_s=round(topic.bytes_per_s * fade, 1),
        age_s=round(age_s, 1),
        retained=topic.retained,
        last=topic.last.decode("utf-8", "replace"),
    )
