"""Transfer: story files become works; the demo library."""
