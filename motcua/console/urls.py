"""The administrator's addresses."""

from django.urls import path, re_path

from motcua.console.views import (
    bodies,
    calendar,
    delegations,
    handlings,
    home,
    officers,
    outages,
    posts,
    procedures,
    publication,
    reaches,
    recomputes,
    routes,
    services,
)

app_name = "console"
CODE = r"(?P<code>[\w.\-]{1,60})"
BODY = "bodies/<int:body_id>/"
OFFICER = "officers/<int:officer_id>/"

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
    path("reaches/", reaches.show_reaches, name="reaches"),
    path("reaches/new/", reaches.show_new, name="reach-new"),
    path("reaches/<int:reach_id>/end/", reaches.show_end, name="reach-end"),
    path("routes/", routes.show_routes, name="routes"),
    path("routes/new/", routes.show_new, name="route-new"),
    path("routes/<int:route_id>/", routes.show_route, name="route"),
    path("routes/<int:route_id>/publication/", routes.create_publication, name="route-publication"),
    path("bodies/", bodies.show_bodies, name="bodies"),
    path(BODY, bodies.show_body, name="body"),
    path(f"{BODY}code/", bodies.show_code, name="body-code"),
    path(f"{BODY}office/", bodies.show_office, name="body-office"),
    path(f"{BODY}hours/", bodies.show_hours, name="body-hours"),
    path(f"{BODY}days/", bodies.show_days, name="body-days"),
    path(f"{BODY}posts/", posts.show_appointment, name="body-posts"),
    path("posts/<int:post_id>/end/", posts.show_end, name="post-end"),
    path("posts/<int:post_id>/delegation/", delegations.show_new, name="post-delegation"),
    path("delegations/<int:delegation_id>/revocation/", delegations.show_revocation, name="delegation-revocation"),
    path("posts/<int:post_id>/substitution/", posts.show_substitution, name="post-substitution"),
    path("officers/", officers.show_officers, name="officers"),
    path("officers/new/", officers.show_new, name="officer-new"),
    path(OFFICER, officers.show_officer, name="officer"),
    path(f"{OFFICER}password/", officers.show_password, name="officer-password"),
    path(f"{OFFICER}second-factor/", officers.show_second_factor, name="officer-second-factor"),
    path(f"{OFFICER}closure/", officers.show_closure, name="officer-closure"),
    path("calendar/", calendar.show_calendar, name="calendar"),
    path("calendar/days/", calendar.show_days, name="calendar-days"),
    path("calendar/days/<int:day_id>/removal/", calendar.show_removal, name="calendar-removal"),
    path("calendar/swaps/", calendar.show_swaps, name="calendar-swaps"),
    path("calendar/years/", calendar.show_years, name="calendar-years"),
    path("calendar/hours/", calendar.show_hours, name="calendar-hours"),
    path("outages/", outages.show_outages, name="outages"),
    path("outages/new/", outages.show_new, name="outage-new"),
    path("outages/<int:outage_id>/end/", outages.show_end, name="outage-end"),
    path("outages/<int:outage_id>/cancellation/", outages.show_cancellation, name="outage-cancellation"),
    path("recomputes/", recomputes.show_recomputes, name="recomputes"),
    path("recomputes/<int:run_id>/", recomputes.show_recompute, name="recompute"),
]
