"""Fanfold: a home for serial fiction."""

