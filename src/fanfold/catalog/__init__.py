"""Catalog: finding works: home, lists, a pen name's page."""
