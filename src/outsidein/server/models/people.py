"""People who use the server. Not here: their workspaces (workspaces), signing in (allauth)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class People(BaseUserManager["User"]):
    """Making and finding people by their e-mail address, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **more: object) -> User:
        """A new person; without a password they sign in by another way."""
        user = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Whoever has this address."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person. ``is_active`` False: nothing opens for them any more, sockets that are open included."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    settings = models.JSONField(default=dict, blank=True)
    """What the browser remembers for them: tour seen, when they were last here, per workspace."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = People()

    class Meta:
        db_table = "outsidein_user"

    @property
    def called(self) -> str:
        """What others see of them: their name, else the part of their address before the @."""
        return self.name or self.email.partition("@")[0]
