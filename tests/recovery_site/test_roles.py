"""Roles as groups: made by a migration, mended by running it again, other groups left alone."""

import pytest
from django.contrib.auth.models import Group, Permission

from fellowships.roles import Role
from meetings.models import VolunteerScope
from recovery_site.roles import RULES, make_roles
from tests.people import make_person, signed_in, staff_client
from tests.world import make_group

pytestmark = pytest.mark.django_db
NO_SCOPES = {"meeting_scopes-TOTAL_FORMS": 0, "meeting_scopes-INITIAL_FORMS": 0}


def permissions(role):
    held = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{name}" for app, name in held}


def test_making_roles_again_mends_them_and_leaves_other_groups_alone():
    make_roles()
    before = {role: permissions(role) for role in Role.values}
    other = Group.objects.create(name="Invented others")
    other.permissions.set(Permission.objects.all()[:3])
    Group.objects.get(name=Role.EDITOR).permissions.set(Permission.objects.filter(codename="delete_meeting"))
    make_roles()
    assert {role: permissions(role) for role in Role.values} == before
    assert other.permissions.count() == 3
    assert Group.objects.count() == len(Role.values) + 1


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_rules_and_every_rule_names_a_permission_there_is(role):
    make_roles()
    assert permissions(role)
    for app, models in RULES[role].items():
        for model, verbs in models.items():
            assert model == "*" or {f"{app}.{verb}_{model}" for verb in verbs} <= permissions(role)


def test_only_administrators_have_anything_to_do_with_accounts_and_records():
    make_roles()
    for role in set(Role.values) - {Role.ADMINISTRATOR}:
        assert not {one for one in permissions(role) if one.startswith(("auth.", "recovery_site."))}
    assert "auth.delete_user" not in permissions(Role.ADMINISTRATOR)
    assert "auth.change_permission" not in permissions(Role.ADMINISTRATOR)


def change(client, person, **fields):
    values = {"username": person.username, "is_active": "on", **NO_SCOPES, **fields}
    return client.post(f"/admin/auth/user/{person.pk}/change/", values)


def test_an_administrator_gives_a_role_in_words_and_it_is_on_record():
    administrator, person = make_person("administrator"), make_person("editor", name="nora")
    extra = Group.objects.create(name="Invented others")
    person.groups.add(extra)
    client = signed_in(administrator)
    assert change(client, person, roles=["publisher", "guide-reviewer"]).status_code == 302
    held = set(person.groups.values_list("name", flat=True))
    assert held == {"publisher", "guide-reviewer", "Invented others"}
    said = person.history.first()
    assert (said.history_user, said.role) == (administrator, "administrator")
    page = client.get("/admin/recovery_site/historicaluser/").content.decode()
    assert "Publisher, Guide reviewer" in page
    assert "password" not in {field.name for field in said._meta.get_fields()}


def test_what_a_volunteer_looks_after_is_given_on_their_page_and_told_in_the_history():
    person, group = make_person("volunteer", name="vera"), make_group("Invented Lantern")
    scope = {
        "meeting_scopes-TOTAL_FORMS": 1,
        "meeting_scopes-INITIAL_FORMS": 0,
        "meeting_scopes-0-user": person.pk,
        "meeting_scopes-0-group": group.pk,
    }
    answer = change(staff_client("administrator"), person, roles=["volunteer"], **scope)
    assert answer.status_code == 302
    assert VolunteerScope.objects.get(user=person).group == group
    assert person.history.first().history_change_reason == "Looks after: Invented Lantern"


@pytest.mark.parametrize("field", ["is_superuser", "is_staff", "user_permissions", "groups", "password"])
def test_an_administrator_gives_nobody_more_than_a_role_by_a_crafted_form(field):
    administrator, person = make_person("administrator"), make_person("editor", name="nora")
    other = Group.objects.create(name="Invented others")
    permission = Permission.objects.get(codename="delete_user")
    value = {"user_permissions": permission.pk, "groups": other.pk}.get(field, "on")
    for who in (person, administrator):
        before = who.password
        roles = list(who.groups.values_list("name", flat=True))
        change(signed_in(administrator), who, roles=roles, **{field: value})
        who.refresh_from_db()
        assert (who.is_superuser, who.password) == (False, before)
        assert not who.user_permissions.exists()
        assert not who.groups.filter(pk=other.pk).exists()
    add = {"username": "otto", "roles": ["editor"], **NO_SCOPES, field: value}
    signed_in(administrator).post("/admin/auth/user/add/", add)
    made = type(person).objects.get(username="otto")
    assert (made.is_superuser, made.has_usable_password()) == (False, False)
    assert not made.user_permissions.exists()


def test_a_superusers_account_is_out_of_an_administrators_reach(django_user_model):
    root = django_user_model.objects.create_superuser("invented-root", "root@example.org", "kept")
    client, before = staff_client("administrator"), root.password
    for page in ("change/", "link/", "second-factor-off/", "history/"):
        answer = client.get(f"/admin/auth/user/{root.pk}/{page}")
        assert answer.status_code in (302, 403), page
        assert "root@example.org" not in answer.content.decode()
    for page in ("change/", "link/", "second-factor-off/"):
        fields = {"username": "taken", "email": "mine@example.org", "roles": ["editor"], **NO_SCOPES}
        assert client.post(f"/admin/auth/user/{root.pk}/{page}", fields).status_code in (302, 403), page
    root.refresh_from_db()
    assert (root.username, root.email, root.password) == ("invented-root", "root@example.org", before)
    assert not root.groups.exists()


def test_nobody_shuts_themselves_out():
    person = make_person("administrator")
    page = change(signed_in(person), person, roles=["editor"]).content.decode()
    assert "You cannot take this role from yourself" in page
    page = signed_in(person).post(
        f"/admin/auth/user/{person.pk}/change/",
        {"username": person.username, "roles": ["administrator"], **NO_SCOPES},
    )
    assert "This is your own account" in page.content.decode()
    person.refresh_from_db()
    assert person.is_active


def test_passwords_and_addresses_cannot_be_guessed_by_filters():
    client = staff_client("administrator")
    for lookup in ("password__startswith=md5", "email__startswith=a", "is_superuser__exact=1"):
        assert client.get(f"/admin/auth/user/?{lookup}").status_code in (302, 400), lookup


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"administrator"}))
def test_other_roles_meet_no_accounts(role):
    person, client = make_person("editor", name="nora"), staff_client(role)
    assert "/admin/auth/" not in client.get("/admin/").content.decode()
    for page in ("", "add/", f"{person.pk}/change/", f"{person.pk}/link/", f"{person.pk}/second-factor-off/"):
        assert client.get(f"/admin/auth/user/{page}").status_code == 403, page
        assert client.post(f"/admin/auth/user/{page}", {"how": "shown"}).status_code == 403, page
    assert client.get("/admin/recovery_site/signin/").status_code == 403
    assert client.get("/admin/recovery_site/historicaluser/").status_code == 403


def test_groups_that_are_no_roles_are_for_superusers(admin_client):
    assert staff_client("administrator").get("/admin/auth/group/").status_code == 403
    assert admin_client.get("/admin/auth/group/").status_code == 200


def test_people_are_not_deleted_not_even_by_superusers(admin_client):
    person = make_person("editor", name="nora")
    assert admin_client.post(f"/admin/auth/user/{person.pk}/delete/", {"post": "yes"}).status_code == 403
    fields = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    admin_client.post("/admin/auth/user/", fields)
    assert type(person).objects.filter(pk=person.pk).exists()
