from django.db import migrations

# The queue's own indexes know the waiting and those in hand; the failed would be looked for among all.
MAKE = """
CREATE INDEX CONCURRENTLY IF NOT EXISTS motcua_failed_jobs ON procrastinate_jobs (id) WHERE status = 'failed'
"""
DROP = "DROP INDEX CONCURRENTLY IF EXISTS motcua_failed_jobs"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("console", "0001_initial"), ("procrastinate", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, DROP)]
