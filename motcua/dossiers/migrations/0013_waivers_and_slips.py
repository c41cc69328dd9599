import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_given_passwords"),
        ("documents", "0002_examples"),
        ("dossiers", "0012_legs_in_hand"),
    ]
    operations = [
        migrations.AddField(
            model_name="bulkrun",
            name="receiver",
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
        migrations.AddField(
            model_name="dossier",
            name="verified_workdays",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="called_off_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="called_off_because",
            field=models.CharField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AlterField(
            model_name="bulkrun",
            name="act",
            field=models.CharField(
                choices=[
                    ("take", "take the step"),
                    ("release", "give the step back"),
                    ("assign", "give the step to an officer"),
                    ("complete", "finish the step"),
                    ("approve", "approve the draft"),
                    ("return", "hand the result over"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="DeclineSlip",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="decline_slip",
                        serialize=False,
                        to="dossiers.dossier",
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.file"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.officer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "obligation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="waiver",
                        serialize=False,
                        to="dossiers.obligation",
                    ),
                ),
                ("amount", models.PositiveBigIntegerField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("child", "a child"),
                            ("poor", "a poor household"),
                            ("elderly", "an elderly person"),
                            ("disabled", "a person with a disability"),
                            ("merit", "a person with merit to the revolution"),
                            ("minority", "an ethnic minority person in an area of extreme hardship"),
                            ("other", "another person named by an act"),
                        ],
                        max_length=12,
                    ),
                ),
                ("facts", models.CharField(max_length=2000)),
                ("basis", models.CharField(max_length=300)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.officer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="waiver_is_of_money")
                ],
            },
        ),
    ]
