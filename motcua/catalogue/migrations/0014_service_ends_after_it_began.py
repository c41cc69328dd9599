"""A service never ends before it began."""

from django.db import migrations, models
from django.db.models import F, Q

# A service replaced on its own first day was given the day before as its last: it never had a day of its own.
MEND = "UPDATE catalogue_service SET valid_from = valid_to WHERE valid_to < valid_from"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0013_search")]
    operations = [
        # A change of rows and a change of their table cannot share a transaction while triggers are pending.
        migrations.RunSQL([MEND, "SET CONSTRAINTS ALL IMMEDIATE"], migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                name="service_ends_after_it_began", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
        ),
    ]
