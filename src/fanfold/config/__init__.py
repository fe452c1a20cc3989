"""The settings, the addresses and the door for the web server. No rules live here."""
