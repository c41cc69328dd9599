import pytest
from tests.desk.test_dossier import *
@pytest.mark.django_db
def test_x():
    from tests.dossiers.makers import make_office
    office=make_office()
    from tests.desk.makers import enter, make_running
    import tests.desk.test_dossier as t
    dossier=make_running(office); desk=enter(office.case)
    from django.test.utils import CaptureQueriesContext
    from django.db import connection
    from tests.desk.makers import counted
    from django.utils.timezone import now
    read(desk,dossier)
    with CaptureQueriesContext(connection) as a: read(desk,dossier)
    for _ in range(5):
        actions.take(dossier.pk, by=office.case, at=now()); actions.release(dossier.pk, by=office.case, at=now())
    read(desk,dossier)
    with CaptureQueriesContext(connection) as b: read(desk,dossier)
    A=[q["sql"][:160] for q in a]; B=[q["sql"][:160] for q in b]
    import collections
    print("EXTRA", "\n".join(f"{n} {s}" for s,n in (collections.Counter(B)-collections.Counter(A)).items()))
