"""Reads beside reads: none waits for another, all are over before the file is closed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.store import connection as connections
from smdesk.store.connection import MOST_READERS, Connections

PATIENCE = 20


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Connections]:
    path = tmp_path / "a.db"
    writer = connections.writer(path)
    writer.execute("CREATE TABLE one (n INTEGER)")
    writer.execute("INSERT INTO one VALUES (1)")
    made = Connections(path, writer, connections.reader(path), lambda: connections.reader(path))
    yield made
    made.close()


def total(opened: Connections) -> int:
    with opened.reading() as connection:
        return int(connection.execute("SELECT sum(n) FROM one").fetchone()[0])


def test_what_is_written_as_one_is_stored_whole_and_seen_by_its_writer_alone(
    opened: Connections,
) -> None:
    def add_two(then: int) -> None:
        with opened.as_one():
            for _ in range(2):
                with opened.writing() as connection:
                    connection.execute("INSERT INTO one VALUES (1)")
            beside: list[int] = []
            other = threading.Thread(target=lambda: beside.append(total(opened)))
            other.start()
            other.join(PATIENCE)
            assert (total(opened), beside) == (3, [1])
            assert 6 // then

    with pytest.raises(ZeroDivisionError):
        add_two(0)
    assert total(opened) == 1
    add_two(1)
    assert total(opened) == 3
    with pytest.raises(SmdeskError), opened.as_one(), opened.writing() as connection:
        connection.execute("INSERT INTO nowhere VALUES (1)")
    assert total(opened) == 3


def test_a_read_does_not_wait_for_one_that_takes_long(opened: Connections) -> None:
    found: list[int] = []
    with opened.reading():
        beside = threading.Thread(target=lambda: found.append(total(opened)))
        beside.start()
        beside.join(PATIENCE)
        assert found == [1]


def test_a_long_read_sees_one_state_and_a_new_one_what_was_written(opened: Connections) -> None:
    with opened.reading() as connection:
        assert connection.execute("SELECT sum(n) FROM one").fetchone() == (1,)
        with opened.writing() as writer:
            writer.execute("INSERT INTO one VALUES (2)")
        assert connection.execute("SELECT sum(n) FROM one").fetchone() == (1,)
        assert total(opened) == 3


def test_readers_are_few_and_used_again(opened: Connections) -> None:
    inside, go_on = threading.Semaphore(0), threading.Event()

    def hold() -> None:
        with opened.reading():
            inside.release()
            go_on.wait(PATIENCE)

    threads = [threading.Thread(target=hold) for _ in range(MOST_READERS + 3)]
    for one in threads:
        one.start()
    for _ in range(MOST_READERS):
        assert inside.acquire(timeout=PATIENCE)
    assert not inside.acquire(blocking=False)
    go_on.set()
    for one in threads:
        one.join(PATIENCE)
    assert len(opened._readers) == MOST_READERS
    assert len(opened._idle) == MOST_READERS


def test_where_no_further_reader_opens_reads_go_on_in_turn(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    writer = connections.writer(path)
    writer.execute("CREATE TABLE one (n INTEGER)")

    def none() -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    opened = Connections(path, writer, connections.reader(path), none)
    done: list[bool] = []

    def read() -> None:
        with opened.reading():
            done.append(True)

    with opened.reading():
        beside = threading.Thread(target=read)
        beside.start()
    beside.join(PATIENCE)
    assert done == [True]
    opened.close()


def test_closing_waits_for_a_read_of_another_thread_and_refuses_new_ones(
    opened: Connections,
) -> None:
    inside, go_on = threading.Event(), threading.Event()
    found: list[int] = []

    def read() -> None:
        with opened.reading() as connection:
            inside.set()
            go_on.wait(PATIENCE)
            found.append(connection.execute("SELECT sum(n) FROM one").fetchone()[0])

    reads = threading.Thread(target=read)
    reads.start()
    assert inside.wait(PATIENCE)
    closes = threading.Thread(target=opened.close)
    closes.start()
    go_on.set()
    reads.join(PATIENCE)
    closes.join(PATIENCE)
    assert found == [1]
    with pytest.raises(SmdeskError) as told:
        total(opened)
    assert told.value.code == "store.closed"
