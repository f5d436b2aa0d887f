"""Locality-sensitive hashing of MinHash signatures: similar texts share a band, so candidates come from an index.

Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, section 3.4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

# Two texts of similarity s share one of BANDS bands of ROWS numbers with probability 1 - (1 - s^ROWS)^BANDS:
# 0.94 at 0.4, 0.996 at 0.5, 1.000 at 0.6; 0.005 at 0.05, which is what unrelated reports have.
BANDS = 42
ROWS = 3
NUMBER_BYTES = 4


def bands_of(signature: bytes) -> Iterator[tuple[int, int]]:
    """(band, hash) pairs of a signature; hashes are signed 64-bit, as SQLite stores them."""
    width = ROWS * NUMBER_BYTES
    for band in range(BANDS):
        part = signature[band * width : (band + 1) * width]
        digest = hashlib.blake2b(part, digest_size=8).digest()
        yield band, int.from_bytes(digest, "little", signed=True)
