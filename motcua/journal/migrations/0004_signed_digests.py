from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_following")]
    operations = [
        migrations.AddField("digest", "previous", models.BinaryField(default=b"")),
        migrations.AddField("digest", "key", models.CharField(blank=True, default="", max_length=16)),
        migrations.AddField("digest", "signature", models.BinaryField(default=b"")),
    ]
