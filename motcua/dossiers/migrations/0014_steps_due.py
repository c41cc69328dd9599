from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # the index is made while others write
    dependencies = [("dossiers", "0013_waivers_and_slips")]
    operations = [
        AddIndexConcurrently(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("status__in", [2, 4])), fields=["step_due_at"], name="steps_due"
            ),
        ),
    ]
