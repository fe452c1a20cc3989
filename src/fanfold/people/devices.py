"""What a request tells of where it comes from, made coarse: browser, system, and part of a network
address. Enough for a person to know her own browsers again, too little to follow her by."""

import ipaddress
import re

# The first that fits. Browsers name those that they descend from, so the order matters.
_BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\bOPR/|\bOpera\b"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Vivaldi", r"\bVivaldi/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS|Chromium|HeadlessChrome)/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b|\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)
# No browser says more of itself than this.
_LONGEST = 1000


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """The names of browser and system, each empty when the text names none that is known."""
    text = user_agent[:_LONGEST]
    return _first(_BROWSERS, text), _first(_SYSTEMS, text)


def network_of(address: str) -> str:
    """The beginning of an IP address: three of four numbers, or the 48 bits of a site in IPv6.
    Empty for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is None:
            site = ipaddress.ip_network((int(ip), 48), strict=False)
            return f"{site.network_address.compressed.removesuffix('::')}:…"
        ip = ip.ipv4_mapped
    return f"{str(ip).rpartition('.')[0]}.…"


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, text)), "")
