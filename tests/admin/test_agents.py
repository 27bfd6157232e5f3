from __future__ import annotations

from django.contrib.auth.models import User

from chatcore.conversations.models import Agent, Role


def form(agent: Agent, **changes) -> dict[str, object]:
    sites = list(agent.sites.values_list("pk", flat=True)) if agent.pk else []
    values = {"user": agent.user_id, "name": agent.name, "role": agent.role, "sites": sites}
    return {**values, **changes}


def test_the_owner_makes_somebody_a_supervisor_and_takes_it_back(admin_client, cast):
    page = f"/admin/conversations/agent/{cast.ann.pk}/change/"
    assert admin_client.post(page, form(cast.ann, role=Role.SUPERVISOR)).status_code == 302
    user = User.objects.get(username="ann")
    assert user.is_staff
    assert user.has_perm("conversations.view_conversation")
    assert not user.has_perm("conversations.delete_conversation")
    admin_client.post(page, form(cast.ann, role=Role.AGENT))
    user = User.objects.get(username="ann")
    assert not user.is_staff
    assert not user.has_perm("conversations.view_conversation")


def test_the_owner_adds_an_agent_with_sites(admin_client, cast):
    user = User.objects.create_user("cleo")
    values = {"user": user.pk, "name": "Cleo", "role": "agent", "sites": [cast.florist.pk]}
    assert admin_client.post("/admin/conversations/agent/add/", values).status_code == 302
    assert list(Agent.objects.get(user=user).sites.all()) == [cast.florist]


def test_one_user_is_one_agent(admin_client, cast):
    values = {"user": cast.ann.user_id, "name": "Twin", "role": "agent", "sites": []}
    page = admin_client.post("/admin/conversations/agent/add/", values)
    assert page.status_code == 200
    assert Agent.objects.filter(user=cast.ann.user_id).get().name == "Ann"


def test_a_supervisor_sees_the_own_team_and_changes_nobody(sven, cast):
    listed = sven.get("/admin/conversations/agent/").content.decode()
    assert "Ann" in listed
    assert "Otto" not in listed
    page = f"/admin/conversations/agent/{cast.sven.pk}/change/"
    assert sven.post(page, form(cast.sven, name="Boss")).status_code == 403
    cast.sven.refresh_from_db()
    assert cast.sven.name == "Sven"
