"""Time zones by their IANA names: which there are, in groups for a list, and one by name."""

import zoneinfo
from functools import cache

# The rest are offsets with their signs turned, abbreviations and countries of old.
_REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)


@cache
def known() -> frozenset[str]:
    """Every name that this machine knows, old ones too. Looks through some 600 files, once."""
    return frozenset(zoneinfo.available_timezones())


@cache
def by_region() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Regions with their zones as (name, label). A label begins with the city, so that a list is
    found through by typing: “Buenos Aires (Argentina)”."""
    found: dict[str, list[tuple[str, str]]] = {region: [] for region in _REGIONS}
    for name in known():
        region, *places = name.replace("_", " ").split("/")
        if region in found and places:
            *around, city = places
            label = f"{city} ({', '.join(reversed(around))})" if around else city
            found[region].append((name, label))
    return tuple(
        (region, tuple(sorted(zones, key=lambda zone: zone[1]))) for region, zones in found.items()
    )


def zone_called(name: str) -> zoneinfo.ZoneInfo | None:
    """The zone, or nothing for an empty name and for one that this machine no longer knows."""
    return zoneinfo.ZoneInfo(name) if name in known() else None
