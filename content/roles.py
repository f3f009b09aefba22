"""What a content author may do: write and publish pages and contact points, and nothing else."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from content.models import HomePage

CONTENT_AUTHORS = "Content authors"
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


def ensure_content_authors() -> Group:
    """Return the group of content authors, with every permission it needs on every language's pages."""
    group, _ = Group.objects.get_or_create(name=CONTENT_AUTHORS)
    for app, codename in OTHER:
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
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
    return group


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
