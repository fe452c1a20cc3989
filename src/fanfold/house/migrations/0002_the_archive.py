"""The one row that stands for the archive."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_the_archive(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("house", "Archive").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("house", "0001_initial")]

    operations = [migrations.RunPython(make_the_archive, migrations.RunPython.noop)]
