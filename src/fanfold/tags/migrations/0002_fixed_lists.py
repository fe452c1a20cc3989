"""The tags of the fixed kinds: warnings and categories, in the order in which forms show them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIXED = {
    "warning": [
        "Author chose not to warn",
        "No warnings apply",
        "Graphic violence",
        "Major character death",
        "Rape or non-consent",
        "Underage sex",
    ],
    "category": ["F/F", "F/M", "Gen", "M/M", "Multi", "Other"],
}


def make_fixed_tags(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    tag = apps.get_model("tags", "Tag")
    for kind, names in FIXED.items():
        for position, name in enumerate(names, start=1):
            tag.objects.get_or_create(
                kind=kind, folded=name.casefold(), defaults={"name": name, "position": position}
            )


class Migration(migrations.Migration):
    dependencies = [("tags", "0001_initial")]

    operations = [migrations.RunPython(make_fixed_tags, migrations.RunPython.noop)]
