"""Pseudonyms are what HMAC-SHA256 says, and depend on every sign of the id and on the key."""

from __future__ import annotations

import hmac

from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence.identity import Pseudonyms

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXT, st.binary(min_size=32, max_size=32))
def test_a_pseudonym_is_the_keyed_hash_of_the_id(customer: str, key: bytes) -> None:
    assert Pseudonyms(key).of(customer) == hmac.digest(key, customer.encode(), "sha256").hex()[:32]


@given(TEXT, TEXT)
def test_two_ids_have_one_pseudonym_only_if_they_are_one(first: str, second: str) -> None:
    of = Pseudonyms(bytes(32)).of
    assert (of(first) == of(second)) == (first == second)
    assert of(first) != Pseudonyms(b"\x01" * 32).of(first)
