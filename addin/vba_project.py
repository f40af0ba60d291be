"""The VBA project as [MS-OVBA] has programs write it: source only, nothing that an earlier compiler has left behind.

2.3.4.1 asks of the stream `_VBA_PROJECT` a version of 0xFFFF and no cache, 2.3.4.3 of a module no cache before its source
(so that 2.3.4.2.3.2.5 tells an offset of 0). Excel then compiles the source anew; it takes no cache of another version for
the truth. pyOpenVBA only blanks the cache that it found in its model of a project.
"""

from __future__ import annotations

import struct

_HEADER = struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 0)
_OFFSET = struct.Struct("<HII")
"""The record of `dir` that says where the source of a module begins: its id, its size, the offset."""
_OFFSET_ID, _NAME_ID, _VERSION_ID = 0x31, 0x1A, 0x09
_VERSION_SIZE = 6
"""Bytes of the one record whose size is not what it says."""


def without_caches(project: bytes) -> bytes:
    """A project (`vbaProject.bin`) with its sources and nothing compiled."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    storage = CFB.from_bytes(project)
    listing = bytearray(decompress(storage.get_stream_in_storage("VBA", "dir")))
    for name, at in _modules(bytes(listing)):
        _, _, offset = _OFFSET.unpack_from(listing, at)
        if offset:
            storage.write_stream_in_storage("VBA", name, storage.get_stream_in_storage("VBA", name)[offset:])
            _OFFSET.pack_into(listing, at, _OFFSET_ID, 4, 0)
    storage.write_stream_in_storage("VBA", "dir", compress(bytes(listing)))
    storage.write_stream_in_storage("VBA", "_VBA_PROJECT", _HEADER)
    return bytes(storage.to_bytes())


def _modules(listing: bytes) -> list[tuple[str, int]]:
    """The modules that `dir` lists: the name of each one's stream, and where the record of its offset stands."""
    found, name, at = list[tuple[str, int]](), "", 0
    while at + 6 <= len(listing):
        kind, size = struct.unpack_from("<HI", listing, at)
        if kind == _NAME_ID:
            name = listing[at + 6 : at + 6 + size].decode("latin-1")
        elif kind == _OFFSET_ID:
            found.append((name, at))
        at += 6 + (_VERSION_SIZE if kind == _VERSION_ID else size)
    return found
