"""A draft as visitors will see it, for those who may see it in the admin, and for nobody else."""

import pytest
from django.test import Client

from recovery_site.styles import styles_with
from tests.people import make_person, signed_in, staff_client
from tests.world import make_group, make_meeting

pytestmark = pytest.mark.django_db


def preview(meeting):
    return f"/admin/meetings/meeting/{meeting.pk}/preview/"


def test_a_draft_is_shown_with_a_notice_and_the_policy_of_public_pages():
    draft = make_meeting(status="draft", notes="Ring twice", formats=["open"])
    answer = staff_client().get(preview(draft))
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in ("Preview: visitors do not see this page.", "Ring twice", "Every Tuesday", "Invented Hall"):
        assert words in page
    assert styles_with("rows", "meeting").digest in answer.headers["Content-Security-Policy"]
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert f"<style>{styles_with('rows', 'meeting').css}</style>" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "no-store" in answer.headers["Cache-Control"]


def test_visitors_do_not_find_the_draft():
    draft = make_meeting(status="draft")
    assert Client().get(f"/meetings/na/lamp-group-{draft.pk}/").status_code == 404
    assert Client().get(preview(draft)).status_code == 302


def test_other_staff_pages_keep_their_own_policy():
    client = staff_client()
    client.get(preview(make_meeting()))
    policy = client.get("/admin/meetings/meeting/").headers["Content-Security-Policy"]
    assert "style-src 'self'" in policy


def test_outside_the_scope_nothing_is_there():
    group = make_group()
    client = staff_client("volunteer", group=group)
    assert client.get(preview(make_meeting(status="draft"))).status_code == 404
    assert client.get(preview(make_meeting(status="draft", group=group))).status_code == 200


def test_a_role_without_meetings_sees_none():
    client = signed_in(make_person("guide-reviewer"))
    assert client.get(preview(make_meeting(status="draft"))).status_code == 403
