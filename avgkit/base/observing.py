"""Things that tell who follows them of each change, and let go of who is gone."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from weakref import WeakMethod


class Observable:
    """Something that changes. An observer is called after each change, in the order in which they came."""

    def __init__(self) -> None:
        self._observers: list[Callable[[], Callable[[], object] | None]] = []

    def observe(self, callback: Callable[[], object]) -> None:
        """Call this after each change. A method is held weakly: its object hears no more once nobody else keeps it."""
        held = WeakMethod(callback) if isinstance(callback, MethodType) else lambda: callback
        self._observers = [*self._present(), held]

    def unobserve(self, callback: Callable[[], object]) -> None:
        """Call this no more. Nothing is raised for one that did not observe."""
        self._observers = [held for held in self._present() if held() != callback]

    def _present(self) -> list[Callable[[], Callable[[], object] | None]]:
        return [held for held in self._observers if held() is not None]

    def _notify(self) -> None:
        """Call each observer once; one that goes because of another is not called any more."""
        for held in self._present():
            callback = held()
            if callback is not None and held in self._observers:
                callback()
