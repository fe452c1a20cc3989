"""Fanfold: a home for serial fiction that anyone can run."""

__version__ = "0.1.0"
