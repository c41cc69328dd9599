from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Func

import motcua.journal.models

# Two statements: a default given with the column would rewrite the whole journal, and would give every old event
# the number of this migration. Old events keep none; whoever follows the journal begins with a count of its own.
NUMBER = """
ALTER TABLE journal_event ADD COLUMN IF NOT EXISTS txid xid8;
ALTER TABLE journal_event ALTER COLUMN txid SET DEFAULT pg_current_xact_id();
"""


class Migration(migrations.Migration):
    atomic = False  # the index is made while others write
    dependencies = [("journal", "0002_append_only")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(NUMBER, "ALTER TABLE journal_event DROP COLUMN txid")],
            [
                migrations.AddField(
                    model_name="event",
                    name="txid",
                    field=motcua.journal.models.TransactionField(
                        db_default=Func(function="pg_current_xact_id"), editable=False, null=True
                    ),
                )
            ],
        ),
        AddIndexConcurrently(
            model_name="event", index=models.Index(fields=["txid", "id"], name="event_by_transaction")
        ),
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                ("follower", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("txid", motcua.journal.models.TransactionField()),
                ("event_id", models.BigIntegerField()),
            ],
        ),
    ]
