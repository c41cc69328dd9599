from django.db import migrations

# The few rows in hand change again and again among millions that rest: a fifth of the whole table, after which the
# server cleans by default, would be years of work, and lists would read through what is long gone.
SOONER = "autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02"
TABLES = ("dossiers_dossier", "dossiers_task")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0014_steps_due")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} SET ({SOONER})",
            f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)",
        )
        for table in TABLES
    ]
