"""Who may publish texts: editors write drafts, reviewers and publishers show them to visitors."""

from typing import Any

from django.http import HttpRequest

from fellowships.publishing import PublishedAdmin

PUBLISHED = "published"
PERMISSION = "articles.publish_guide"


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm(PERMISSION)


class PublishedByReviewers(PublishedAdmin):
    """What visitors read already is for others only to look at, in the form and by a crafted request."""

    for_reviewers: tuple[str, ...] = ()  # fields that others only see

    def is_public(self, row: Any) -> bool:
        """Of a row or of a version of it."""
        return bool(row.status == PUBLISHED)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = bool(super().has_change_permission(request, obj))
        return allowed and (may_publish(request) or obj is None or not self.is_public(obj))

    def may_restore(self, request: HttpRequest, obj: Any | None, version_row: Any) -> bool:
        allowed = super().may_restore(request, obj, version_row)
        if may_publish(request):
            return allowed
        same = all(getattr(obj, name, None) == getattr(version_row, name) for name in self.for_reviewers)
        return allowed and same and not self.is_public(version_row)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if may_publish(request) else (*fields, *self.for_reviewers)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A draft is what everybody may choose."""
        if db_field.name == "status" and not may_publish(request):
            kwargs["choices"] = [choice for choice in db_field.choices if choice[0] != PUBLISHED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
