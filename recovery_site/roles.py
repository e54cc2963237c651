"""What each role may do, as Django's permissions. A migration makes the groups; `make_roles` mends them."""

from typing import Any, Final

from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions

from fellowships.roles import Role

APPS: Final = ("fellowships", "meetings", "articles", "auth", "recovery_site")
ALL: Final = ("view", "add", "change", "delete")
EDIT: Final = ("view", "add", "change")
VIEW: Final = ("view",)
VIEW_CHANGE: Final = ("view", "change")
TEXTS: Final = ("guide", "question", "term")

# Role: model → verbs; "*" for every other model of the app. Histories are read with their model.
RULES: Final[dict[str, dict[str, dict[str, tuple[str, ...]]]]] = {
    Role.ADMINISTRATOR: {
        "fellowships": {"*": ALL},
        "meetings": {"*": ALL},
        "articles": {"*": ALL},
        "auth": {"user": EDIT},
        "recovery_site": {"signin": VIEW, "historicaluser": VIEW},
    },
    Role.PUBLISHER: {
        "fellowships": {"*": ALL},
        "meetings": {"*": EDIT, "closure": ALL, "cancellation": ALL, "volunteerscope": VIEW},
        "articles": {"*": EDIT},
    },
    Role.EDITOR: {
        "fellowships": {"*": VIEW},
        "meetings": {
            "*": VIEW,
            **dict.fromkeys(("meeting", "group", "venue", "groupcontact"), EDIT),
            **dict.fromkeys(("closure", "cancellation"), ALL),
            **dict.fromkeys(("report", "suggestion", "reportmessage", "decision"), EDIT),
            "volunteerscope": (),
        },
        "articles": dict.fromkeys(TEXTS, EDIT),
    },
    Role.REVIEWER: {
        "fellowships": {"*": VIEW},
        "articles": dict.fromkeys(TEXTS, VIEW_CHANGE),
    },
    Role.VOLUNTEER: {
        "meetings": {
            **dict.fromkeys(("meeting", "venue"), EDIT),
            **dict.fromkeys(("group", "groupcontact"), VIEW_CHANGE),
            **dict.fromkeys(("closure", "cancellation"), ALL),
            **dict.fromkeys(("report", "suggestion", "reportmessage", "decision"), EDIT),
            **dict.fromkeys(("servicebody", "format", "correction"), VIEW),
        },
        "fellowships": {"fellowship": VIEW},
    },
}
# Permissions that are not about one verb.
ALSO: Final = {
    Role.ADMINISTRATOR: ("meetings.publish_meeting", "articles.publish_guide"),
    Role.PUBLISHER: ("meetings.publish_meeting", "articles.publish_guide"),
    Role.REVIEWER: ("articles.publish_guide",),
}


def make_roles(apps: Any = real_apps) -> None:
    """Groups with exactly these permissions; those of other groups are left alone. Safe to repeat."""
    for config in real_apps.get_app_configs():
        if config.label in APPS:
            create_permissions(config, verbosity=0, apps=real_apps)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    every = list(permission.objects.select_related("content_type"))
    for role in Role.values:
        held, _made = group.objects.get_or_create(name=role)
        held.permissions.set([one for one in every if _has(role, one)])


def _has(role: str, permission: Any) -> bool:
    app, name = permission.content_type.app_label, permission.codename
    if f"{app}.{name}" in ALSO.get(Role(role), ()):
        return True
    rules = RULES[role].get(app, {})
    verb, _line, model = name.partition("_")
    return verb in ALL and verb in rules.get(model, rules.get("*", ()))
