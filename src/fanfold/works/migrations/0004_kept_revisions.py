import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest, Length


def measure(apps, schema_editor):
    """Count the characters of every source that is there."""
    apps.get_model("works", "Revision").objects.update(size=Length("plain_source"))


def note_what_readers_see(apps, schema_editor):
    """Readers can read the current texts of published chapters. What they could read before is not
    known any more, so it stays unshown."""
    Revision = apps.get_model("works", "Revision")
    Chapter = apps.get_model("works", "Chapter")
    seen = Chapter.objects.filter(
        current=OuterRef("pk"), state="published", deleted_at=None,
        work__state="published", work__deleted_at=None,
    )
    Revision.objects.filter(Exists(seen)).update(
        shown_at=Greatest(
            F("created_at"), models.Subquery(seen.values("published_at")[:1])
        )
    )
    # PostgreSQL changes no table while checks of its keys are put off to the end.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0001_initial"),
        ("works", "0003_the_desk"),
    ]

    operations = [
        migrations.RenameField("revision", "source", "plain_source"),
        migrations.RenameField("revision", "prose", "plain_prose"),
        migrations.AlterField("revision", "plain_source", models.TextField(blank=True)),
        migrations.AlterField("revision", "plain_prose", models.TextField(blank=True)),
        migrations.AddField("revision", "packed", models.BinaryField(null=True)),
        migrations.AddField(
            "revision",
            "base",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="works.revision",
            ),
        ),
        migrations.AddField(
            "revision", "checksum", models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            "revision", "size", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField("revision", "restored_from", models.PositiveIntegerField(null=True)),
        migrations.AddField("revision", "shown_at", models.DateTimeField(null=True)),
        # No way back: it would throw away the texts that are packed by then.
        migrations.RunPython(measure),
        migrations.RunPython(note_what_readers_see),
        migrations.AddIndex(
            "revision",
            models.Index(condition=Q(packed=None), fields=["chapter"], name="revision_plain"),
        ),
        migrations.AddConstraint(
            "revision",
            models.CheckConstraint(
                condition=Q(packed__isnull=True, base__isnull=True, checksum="")
                | (Q(packed__isnull=False, plain_source="", plain_prose="") & ~Q(checksum="")),
                name="revision_packed_or_plain",
            ),
        ),
        migrations.AddConstraint(
            "revision",
            models.CheckConstraint(
                condition=Q(restored_from__isnull=True) | Q(restored_from__lt=F("number")),
                name="revision_restored_from_older",
            ),
        ),
    ]
