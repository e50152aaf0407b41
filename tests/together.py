"""Several things at once, as several processes would do them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from django.db import connection


def together(*tasks: Callable[[], object]) -> list[BaseException]:
    """Runs each task on a thread and a connection of its own; returns what they raised."""
    raised: list[BaseException] = []

    def alone(task: Callable[[], object]) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=alone, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised
