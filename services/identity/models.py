"""People who can sign in: citizens and staff. Roles are Django groups (see roles.py)."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property


class UserManager(BaseUserManager["User"]):
    """Makes users, who are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a saved user. Without a password, only an e-mailed code signs them in."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a saved user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A citizen with an account, or a member of staff. `is_staff` never goes to a citizen."""

    username = None  # type: ignore[assignment]  # the e-mail address is the name
    first_name = None  # type: ignore[assignment]  # one name field: not everyone has two
    last_name = None  # type: ignore[assignment]  # as above
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # ours has no username

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_ci")]

    def __str__(self) -> str:
        return f"user {self.pk}"

    def get_full_name(self) -> str:
        """Return the name shown to colleagues and, for staff, to citizens."""
        return self.name or self.email

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The names of this user's groups, read once per request. See roles.py."""
        return frozenset(self.groups.values_list("name", flat=True))

    def get_short_name(self) -> str:
        """Return the same as get_full_name: names are not cut into parts here."""
        return self.get_full_name()


class Person(models.Model):
    """A citizen known to us, with or without an account. See people.py for what is sealed here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")
    language = models.CharField(max_length=10)
    data_key = models.BinaryField(null=True)  # wrapped by the site key; none once erased
    contact = models.BinaryField(default=bytes)  # sealed
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "people"


class Tries(models.Model):
    """How many tries are left for one key, whose keyed hash is all we keep. See throttle.py."""

    key = models.CharField(max_length=64, unique=True)
    left = models.PositiveSmallIntegerField()
    refilled_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tries"
