"""The room's pages: the doors (sign up, sign in, passwords, addresses) and the settings."""
