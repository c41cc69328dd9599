import django.db.models.deletion
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION refuse_changing_published_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM catalogue_handling
               WHERE published_at IS NOT NULL AND id IN (OLD.handling_id, NEW.handling_id)) THEN
        RAISE EXCEPTION 'the parts of a published handling never change'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.follows_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM catalogue_handling WHERE id = NEW.follows_id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a part of a group follows a published handling'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER linked_part_fixed BEFORE INSERT OR UPDATE OR DELETE ON catalogue_linkedpart
    FOR EACH ROW EXECUTE FUNCTION refuse_changing_published_parts();
"""
ALLOW = """
DROP TRIGGER linked_part_fixed ON catalogue_linkedpart;
DROP FUNCTION refuse_changing_published_parts();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0011_whole_life")]
    operations = [
        migrations.AddField(
            model_name="linkedpart",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.handling",
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
