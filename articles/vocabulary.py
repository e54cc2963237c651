"""The words explained, by each of their forms."""

from django.apps import apps


def terms_of(language: str) -> dict[str, str]:
    """Slug of every published word by each of its forms in small letters: one query."""
    rows = apps.get_model("articles", "Term")._default_manager.filter(language=language, published=True)
    found: dict[str, str] = {}
    for slug, word, forms in rows.values_list("slug", "word", "forms"):
        for form in [word, *(forms if isinstance(forms, list) else [])]:
            found.setdefault(str(form).lower(), slug)
    return found
