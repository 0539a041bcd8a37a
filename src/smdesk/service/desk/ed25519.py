"""Ed25519 signatures (RFC 8032, section 5.1), in plain Python: some milliseconds each.

It signs on the bureau's own machine what the bureau itself wrote, so that running time tells
nobody anything about the key.
"""

from __future__ import annotations

import hashlib

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)

SECRET_BYTES, PUBLIC_BYTES, SIGNATURE_BYTES = 32, 32, 64

Point = tuple[int, int, int, int]
"""Extended homogeneous coordinates (X, Y, Z, T)."""


def public_key(secret: bytes) -> bytes:
    """Return the 32 bytes of the public key of a 32-byte secret."""
    return _compress(_multiply(_expand(secret)[0], _BASE))


def sign(secret: bytes, message: bytes) -> bytes:
    """Return the 64-byte signature of a message."""
    scalar, prefix = _expand(secret)
    public = _compress(_multiply(scalar, _BASE))
    nonce = _hash_number(prefix + message) % _L
    point = _compress(_multiply(nonce, _BASE))
    challenge = _hash_number(point + public + message) % _L
    return point + ((nonce + challenge * scalar) % _L).to_bytes(32, "little")


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether a signature of a message is that of a public key."""
    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    key, point = _decompress(public), _decompress(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or point is None or scalar >= _L:
        return False
    challenge = _hash_number(signature[:32] + public + message) % _L
    return _equal(_multiply(scalar, _BASE), _add(point, _multiply(challenge, key)))


def _expand(secret: bytes) -> tuple[int, bytes]:
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret key has 32 bytes")
    digest = hashlib.sha512(secret).digest()
    scalar = int.from_bytes(digest[:32], "little")
    return scalar & ((1 << 254) - 8) | (1 << 254), digest[32:]


def _hash_number(data: bytes) -> int:
    return int.from_bytes(hashlib.sha512(data).digest(), "little")


def _add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _multiply(scalar: int, point: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            found = _add(found, point)
        point = _add(point, point)
        scalar >>= 1
    return found


def _equal(one: Point, other: Point) -> bool:
    return (
        (one[0] * other[2] - other[0] * one[2]) % _P == 0
        and (one[1] * other[2] - other[1] * one[2]) % _P == 0
    )  # fmt: skip


def _recover_x(y: int, sign_bit: int) -> int | None:
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    if square == 0:
        return None if sign_bit else 0
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P:
        return None
    return _P - x if x & 1 != sign_bit else x


def _compress(point: Point) -> bytes:
    inverse = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decompress(data: bytes) -> Point | None:
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = _recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % _P)


def _base() -> Point:
    y = 4 * pow(5, _P - 2, _P) % _P
    x = _recover_x(y, 0)
    assert x is not None
    return x, y, 1, x * y % _P


_BASE = _base()
