"""The administrator's addresses."""

from django.urls import path, re_path

from motcua.console.views import handlings, home, procedures, publication, services

app_name = "console"
CODE = r"(?P<code>[\w.\-]{1,60})"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("jobs/<int:job_id>/tries/", home.create_try, name="job-tries"),
    path("procedures/", procedures.show_procedures, name="procedures"),
    re_path(rf"^procedures/{CODE}/$", procedures.show_procedure, name="procedure"),
    re_path(rf"^procedures/{CODE}/handlings/$", handlings.show_new, name="handlings"),
    path("handlings/", handlings.show_drafts, name="drafts"),
    path("handlings/<int:handling_id>/", handlings.show_handling, name="handling"),
    path("handlings/<int:handling_id>/bodies/", publication.show_bodies, name="handling-bodies"),
    path("handlings/<int:handling_id>/publication/", publication.show_publication, name="publication"),
    path("services/<int:service_id>/closure/", services.show_closure, name="service-closure"),
]
