"""Editions: files bound from a published work, and their cache."""
