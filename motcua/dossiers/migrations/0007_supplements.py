import django.db.models.deletion
import motcua.dossiers.models.sealed
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0006_papers_and_money"),
    ]

    operations = [
        migrations.AddField(
            model_name="paperfile",
            name="replaced_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="supplementitem",
            name="corrected",
            field=motcua.dossiers.models.sealed.SealedJSONField(null=True),
        ),
        migrations.AddField(
            model_name="supplementrequest",
            name="stop_proposed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="EarlierDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", motcua.dossiers.models.sealed.SealedJSONField(default=dict)),
                ("replaced_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_declarations",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_declaration",
                        to="dossiers.supplementrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["replaced_at", "pk"],
            },
        ),
    ]
