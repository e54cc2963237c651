"""How staff sign in: nothing of the machine they sit at is kept."""

from django.http import HttpRequest


def no_address(request: HttpRequest) -> str | None:
    """For django-axes: sign-ins are counted by user name alone."""
    return None
