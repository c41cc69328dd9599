import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0011_whole_life"),
        ("directory", "0001_initial"),
        ("dossiers", "0004_outages_and_recomputing"),
    ]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="responsibility",
            field=models.CharField(blank=True, default="", max_length=1000),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.CharField(
                        choices=[("agree", "proposes to agree"), ("disagree", "proposes to refuse")], max_length=10
                    ),
                ),
                ("text", models.CharField(max_length=4000)),
                ("why_no_opinion", models.CharField(blank=True, max_length=1000)),
                ("submitted_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.routestep"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.officer"
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
    ]
