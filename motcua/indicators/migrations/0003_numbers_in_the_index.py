from django.db import migrations, models

COLUMNS = "kind, grain, procedure, begins_on, body, circle, hours"
# The new index says what the old constraint said, so it may go as soon as the new one stands.
MAKE = f"CREATE UNIQUE INDEX CONCURRENTLY cell_once_with_number ON indicators_cell ({COLUMNS}) INCLUDE (number)"
TAKE_AWAY = "ALTER TABLE indicators_cell DROP CONSTRAINT cell_once"
PUT_BACK = f"ALTER TABLE indicators_cell ADD CONSTRAINT cell_once UNIQUE ({COLUMNS})"


class Migration(migrations.Migration):
    atomic = False  # the index is made while others write
    dependencies = [("indicators", "0002_cleaned_sooner")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    "DROP INDEX CONCURRENTLY IF EXISTS cell_once_with_number", migrations.RunSQL.noop
                ),  # what a start that was broken off left half made
                migrations.RunSQL(MAKE, "DROP INDEX CONCURRENTLY cell_once_with_number"),
                migrations.RunSQL(TAKE_AWAY, PUT_BACK),
            ],
            [
                migrations.RemoveConstraint(model_name="cell", name="cell_once"),
                migrations.AddConstraint(
                    model_name="cell",
                    constraint=models.UniqueConstraint(
                        fields=("kind", "grain", "procedure", "begins_on", "body", "circle", "hours"),
                        include=("number",),
                        name="cell_once_with_number",
                    ),
                ),
            ],
        )
    ]
