"""The roles of staff. What they may do stands in recovery_site/roles.py, which later migrations call again."""

from typing import Any

from django.db import migrations

from recovery_site.roles import make_roles


def make(apps: Any, schema_editor: Any) -> None:
    make_roles(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_staff_and_reports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("fellowships", "0004_staff_and_reports"),
        ("meetings", "0004_suggestions"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
