from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

BATCH = 50_000  # numbers of tasks in one transaction
MARK = """
UPDATE dossiers_task AS task SET is_over = true FROM dossiers_dossier AS dossier
WHERE task.id > %s AND task.id <= %s AND dossier.id = task.dossier_id
    AND NOT task.is_over AND dossier.status NOT IN (1, 2, 4, 5, 6)
"""


def mark_what_is_over(apps: Any, editor: Any) -> None:
    """Batch by batch; what the release before leaves unmarked is found all the same, only by a longer way."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM dossiers_task")
        for start in range(0, cursor.fetchone()[0], BATCH):
            cursor.execute(MARK, [start, start + BATCH])


class Migration(migrations.Migration):
    atomic = False  # in batches, and the index is made while others write
    dependencies = [("dossiers", "0011_fewer_indexes")]
    operations = [
        migrations.AddField(
            model_name="task", name="is_over", field=models.BooleanField(db_default=False, default=False)
        ),
        migrations.RunPython(mark_what_is_over, migrations.RunPython.noop),
        AddIndexConcurrently(
            model_name="task",
            index=models.Index(
                condition=models.Q(("is_over", False)), fields=["body", "dossier"], name="legs_in_hand"
            ),
        ),
    ]
