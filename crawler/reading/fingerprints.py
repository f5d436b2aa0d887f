"""What of a text is compared to find its copies."""

from __future__ import annotations

import hashlib
import struct

from rensa import RMinHash

from crawler.records import Fingerprint
from crawler.words import shingles_in, words_in

PERMUTATIONS = 128  # the estimate of a similarity of 0.5 is then right to 0.04 (standard error)
SEED = 1  # part of the stored signatures: changing it makes them incomparable


def fingerprint(text: str) -> Fingerprint:
    """The hash of the words, and the MinHash signature of the shingles: PERMUTATIONS 32-bit numbers, little-endian."""
    words = " ".join(words_in(text))
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(sorted(shingles_in(text)))
    return Fingerprint(
        words_hash=hashlib.blake2b(words.encode(), digest_size=16).hexdigest(),
        signature=struct.pack(f"<{PERMUTATIONS}I", *minhash.digest()),
    )
