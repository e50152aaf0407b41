"""Proofs that no import loses anything, however it ends.

`python -m tests.faults NAME` runs one of them in full; the suite runs each with small numbers.
"""
