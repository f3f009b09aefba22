"""What people may do in the admin: authors write pages and forms, managers publish forms, both offices."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from content.models import FormApproval, HomePage, PageApproval, ServiceForm
from services.identity.roles import StaffRole, ensure_roles

PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = ("add_document", "change_document", "choose_document", "add_image", "change_image", "choose_image")
FACTS = tuple(("facts", f"{what}_fact") for what in ("add", "change", "delete", "view"))
ALERTS = tuple(("content", f"{what}_alert") for what in ("add", "change", "publish", "delete", "view"))
OFFICES = tuple(("booking", f"{what}_office") for what in ("add", "change", "view"))
"""No office is deleted: one that closes is taken off the list."""
OTHER = (
    ("wagtailadmin", "access_admin"),
    ("simple_translation", "submit_translation"),
    ("content", "add_contactpoint"),
    ("content", "change_contactpoint"),
    ("content", "publish_contactpoint"),
    ("content", "view_contactpoint"),
    *(("content", f"{what}_evidencetype") for what in ("add", "change", "publish", "view")),
    *OFFICES,
    *(("content", f"{what}_serviceform") for what in ("add", "change", "view")),
    *(
        ("content", f"{what}_{model}")
        for model in ("synonyms", "bestbet")
        for what in ("add", "change", "delete", "view")
    ),
    ("content", "view_searchcount"),
    *FACTS,
    *ALERTS,
)
MANAGERS = (
    ("wagtailadmin", "access_admin"),
    *ALERTS,
    *(("content", f"{what}_serviceform") for what in ("add", "change", "view", "publish", "lock", "unlock")),
    ("content", "view_searchcount"),
    *FACTS,
    *OFFICES,
    *(("content", f"{what}_team") for what in ("add", "change", "delete", "view")),
)


def ensure_permissions() -> None:
    """Give content authors what they need, on the pages of every language. Safe to call again."""
    roles = ensure_roles()
    group = roles[StaffRole.AUTHOR]
    group.permissions.add(*(_permission(app, codename) for app, codename in OTHER))
    roles[StaffRole.MANAGER].permissions.add(*(_permission(app, codename) for app, codename in MANAGERS))
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
    _ensure_approval(roles[StaffRole.MANAGER])
    _ensure_second_look(group)


def _ensure_approval(managers: Group) -> None:
    """Let managers approve the forms that authors submit: authors do not publish forms."""
    forms = ContentType.objects.get_for_model(ServiceForm)
    if WorkflowContentType.objects.filter(content_type=forms).exists():
        return
    WorkflowPage.objects.all().delete()  # a new Wagtail has every page approved by a group of its own
    task = FormApproval.objects.create(name="Forms")
    task.groups.add(managers)
    workflow = Workflow.objects.create(name="Forms")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(workflow=workflow, content_type=forms)


def _ensure_second_look(authors: Group) -> None:
    """Let authors ask one another to look at a page first. They may publish it themselves all the same.

    A council that takes this away again is not given it a second time.
    """
    homes = HomePage.objects.all()
    if PageApproval.objects.exists() or not homes:
        return
    task = PageApproval.objects.create(name="Second pair of eyes")
    task.groups.add(authors)
    workflow = Workflow.objects.create(name="Second pair of eyes")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
