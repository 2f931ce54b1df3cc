"""Reads arrays out of an .npz file without NumPy and without holding more than one piece in memory.

An .npz is a zip of .npy members: a magic word, a header that is a Python literal, then the numbers.
A gateway has no NumPy; 60 MB of curves would not fit into its memory either.
"""

import ast
import struct
import sys
import zipfile
from array import array
from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import IO, NamedTuple

MAGIC = b"\x93NUMPY"
CODES = {"f4": "f", "f8": "d", "i4": "i", "i8": "q"}
TEXT_WIDTH = 4  # bytes per character: NumPy keeps UTF-32
SKIP = 1 << 20


class Header(NamedTuple):
    """What an .npy says about itself."""

    descr: str
    shape: tuple[int, ...]


def read_all(archive: zipfile.ZipFile, name: str) -> list[float] | list[str]:
    """A small array, whole and flat.

    Raises:
        ValueError: there is no such array or it is of a type that is not read here.
    """
    with _member(archive, name) as member:
        header = _header(member)
        raw = member.read()
    if header.descr[1:2] == "U":
        width = int(header.descr[2:]) * TEXT_WIDTH
        order = "utf-32-be" if header.descr[0] == ">" else "utf-32-le"
        return [raw[at : at + width].decode(order).rstrip("\0") for at in range(0, len(raw), width)]
    return list(_numbers(header, raw))


def shape(archive: zipfile.ZipFile, name: str) -> tuple[int, ...]:
    """The shape of an array, without reading it."""
    with _member(archive, name) as member:
        return _header(member).shape


def pieces(path: Path, name: str, first: int = 0) -> Iterator["array[float]"]:
    """The parts of an array along its first axis, one after the other, from `first` on.

    Raises:
        ValueError: there is no such array or it is of a type that is not read here.
    """
    with zipfile.ZipFile(path) as archive, _member(archive, name) as member:
        header = _header(member)
        size = _item(header) * prod(header.shape[1:])
        _skip(member, size * first)
        for _ in range(first, header.shape[0]):
            raw = member.read(size)
            if len(raw) < size:
                raise ValueError(f"{name} in {path} ends early; the file is damaged")
            yield _numbers(header, raw)


def _member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(f"{name}.npy")
    except KeyError as problem:
        raise ValueError(f"{archive.filename} holds no array {name!r}") from problem


def _header(member: IO[bytes]) -> Header:
    if member.read(len(MAGIC)) != MAGIC:
        raise ValueError("not an .npy array")
    major = member.read(2)[0]
    (length,) = struct.unpack(*(("<H", member.read(2)) if major == 1 else ("<I", member.read(4))))
    said = ast.literal_eval(member.read(length).decode("latin-1"))
    if said["fortran_order"]:
        raise ValueError("the array lies column by column; save it in C order")
    return Header(said["descr"], tuple(said["shape"]))


def _item(header: Header) -> int:
    return array(_code(header)).itemsize


def _code(header: Header) -> str:
    code = CODES.get(header.descr[1:])
    if code is None:
        raise ValueError(f"the array holds {header.descr}; {', '.join(CODES)} can be read")
    return code


def _numbers(header: Header, raw: bytes) -> "array[float]":
    numbers: array[float] = array(_code(header))
    numbers.frombytes(raw)
    if (header.descr[0] == ">") != (sys.byteorder == "big"):
        numbers.byteswap()
    return numbers


def _skip(member: IO[bytes], size: int) -> None:
    """A deflated member cannot jump: read on, in bites, and throw away."""
    while size > 0 and (bite := member.read(min(SKIP, size))):
        size -= len(bite)
