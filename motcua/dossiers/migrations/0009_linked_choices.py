import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0012_linked_parts_fixed"),
        ("dossiers", "0008_routes_and_bulk"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("clock_started_at__isnull", False), ("status", 9)),
                fields=["service", "id"],
                name="results_elsewhere",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="parts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="obligation",
            name="branch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="obligations",
                to="dossiers.branch",
            ),
        ),
    ]
