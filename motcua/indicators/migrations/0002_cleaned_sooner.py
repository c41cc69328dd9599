from django.db import migrations

# As for dossiers: what is counted of the rows in hand changes with each act, among millions that rest.
SOONER = "autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02"
TABLES = ("indicators_cell", "indicators_standing")


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} SET ({SOONER})",
            f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)",
        )
        for table in TABLES
    ]
