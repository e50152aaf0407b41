"""The board in memory: what facets are counted by, in this process alone."""

from jobs.search.memory.current import current, forget, told
from jobs.search.memory.snapshot import Snapshot

__all__ = ["Snapshot", "current", "forget", "told"]
