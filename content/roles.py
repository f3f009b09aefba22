"""What content authors may do in the admin: write and publish pages and contact points, nothing else."""

from django.contrib.auth.models import Permission
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
    """Give content authors what they need, on the pages of every language. Safe to call again."""
    group = ensure_roles()[StaffRole.AUTHOR]
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
