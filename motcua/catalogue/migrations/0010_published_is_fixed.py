from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_changing_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION '% % is published and never changes', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER route_fixed BEFORE UPDATE OR DELETE ON catalogue_route
    FOR EACH ROW EXECUTE FUNCTION refuse_changing_published();
CREATE TRIGGER eform_fixed BEFORE UPDATE OR DELETE ON catalogue_eform
    FOR EACH ROW EXECUTE FUNCTION refuse_changing_published();
CREATE TRIGGER handling_fixed BEFORE UPDATE OR DELETE ON catalogue_handling
    FOR EACH ROW EXECUTE FUNCTION refuse_changing_published();

CREATE FUNCTION refuse_changing_published_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM catalogue_route
               WHERE published_at IS NOT NULL AND id IN (OLD.route_id, NEW.route_id)) THEN
        RAISE EXCEPTION 'the steps of a published route never change'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER route_step_fixed BEFORE INSERT OR UPDATE OR DELETE ON catalogue_routestep
    FOR EACH ROW EXECUTE FUNCTION refuse_changing_published_steps();

CREATE FUNCTION refuse_resting_on_drafts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.published_at IS NOT NULL AND NOT (
        EXISTS (SELECT 1 FROM catalogue_route WHERE id = NEW.route_id AND published_at IS NOT NULL)
        AND EXISTS (SELECT 1 FROM catalogue_eform WHERE id = NEW.form_id AND published_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'a published handling rests on a published route and form'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER handling_rests_on_published BEFORE INSERT OR UPDATE ON catalogue_handling
    FOR EACH ROW EXECUTE FUNCTION refuse_resting_on_drafts();

CREATE FUNCTION refuse_offering_drafts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM catalogue_handling WHERE id = NEW.handling_id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'only a published handling is offered'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER service_of_published BEFORE INSERT OR UPDATE ON catalogue_service
    FOR EACH ROW EXECUTE FUNCTION refuse_offering_drafts();
"""
ALLOW = """
DROP TRIGGER service_of_published ON catalogue_service;
DROP TRIGGER handling_rests_on_published ON catalogue_handling;
DROP TRIGGER route_step_fixed ON catalogue_routestep;
DROP TRIGGER handling_fixed ON catalogue_handling;
DROP TRIGGER eform_fixed ON catalogue_eform;
DROP TRIGGER route_fixed ON catalogue_route;
DROP FUNCTION refuse_offering_drafts();
DROP FUNCTION refuse_resting_on_drafts();
DROP FUNCTION refuse_changing_published_steps();
DROP FUNCTION refuse_changing_published();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_listing")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
