"""What staff may do in the admin.

Content authors write and publish pages and contact points, and nothing else. Managers keep the council's
own name, numbers and hours.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from content.models import HomePage
from services.identity.roles import StaffRole, ensure_roles

PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = ("add_document", "change_document", "choose_document", "add_image", "change_image", "choose_image")
OTHER = (
    ("wagtailadmin", "access_admin"),
    ("simple_translation", "submit_translation"),
    ("content", "add_contactpoint"),
    ("content", "change_contactpoint"),
    ("content", "publish_contactpoint"),
    ("content", "view_contactpoint"),
)


def ensure_permissions() -> None:
    """Give authors and managers what they need, on the pages of every language. Safe to call again."""
    groups = ensure_roles()
    managers = groups[StaffRole.MANAGER]
    managers.permissions.add(_permission("wagtailadmin", "access_admin"))
    managers.permissions.add(_permission("content", "change_councildetails"))
    _ensure_authors(groups[StaffRole.AUTHOR])


def _ensure_authors(group: Group) -> None:
    group.permissions.add(*(_permission(app, codename) for app, codename in OTHER))
    for home in HomePage.objects.all():
        for codename in PAGES:
            GroupPagePermission.objects.get_or_create(
                group=group, page=home, permission=_permission("wagtailcore", codename)
            )
    root = Collection.get_first_root_node()
    for codename in FILES:
        app = "wagtaildocs" if codename.endswith("document") else "wagtailimages"
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=_permission(app, codename)
        )


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
