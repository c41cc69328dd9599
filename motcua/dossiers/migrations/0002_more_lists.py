
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0010_published_is_fixed'),
        ('directory', '0001_initial'),
        ('dossiers', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(django.db.models.functions.comparison.Coalesce('resolved_at', 'ended_at'), condition=models.Q(('accepted_at__isnull', False)), name='settled_at'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status', 10)), fields=['ended_at'], name='returned_at'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status', 9)), fields=['receiving', 'id'], name='results_of_office'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status__in', [2, 4])), fields=['due_at', 'id'], name='late_first'),
        ),
    ]
