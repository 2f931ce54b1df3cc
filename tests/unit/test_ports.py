"""A port that is chosen for a program stays free for it, whoever else looks for one."""

import socket

import pytest

from sprue_cli.ports import Ports, taken


@pytest.fixture
def ports():
    with Ports() as made:
        yield made


def refused(port: int) -> bool:
    with socket.socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) != 0


def test_nobody_else_gets_a_port_that_is_reserved(ports):
    port = ports.reserve()
    with Ports() as other:
        assert other.reserve(port) > port
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", port))
    given = []
    for _ in range(2000):
        with socket.socket() as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind(("127.0.0.1", 0))
            given.append(other.getsockname()[1])
    assert port not in given


def test_a_port_that_somebody_listens_on_is_passed_over(ports):
    with socket.create_server(("127.0.0.1", 0)) as other:
        listened = other.getsockname()[1]
        assert ports.reserve(listened) > listened


def test_a_program_of_ours_listens_where_it_was_reserved_again_and_again(ports):
    port = ports.reserve()
    assert refused(port), "nobody answers before"
    for _ in range(2):
        assert not taken("127.0.0.1", port)
        with socket.create_server(("127.0.0.1", port)):
            assert not refused(port)
            assert taken("127.0.0.1", port)
    assert refused(port)


def test_what_is_given_back_can_be_had_by_others():
    with Ports() as ports:
        port = ports.reserve()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
