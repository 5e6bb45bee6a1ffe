"""How accounts behave: who may make one, who may set a password. Not here: signing in (allauth), roles (models)."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest

from outsidein.server.config import Mode, config


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Whoever has the link of the first start may sign up; after that only the invited, unless the server is open."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether whoever asks may make an account."""
        from outsidein.server import founding
        from outsidein.server.invitations import invited

        if config().mode is Mode.LOCAL:
            return False
        if config().sign_up or founding.admitted(request):
            return True
        return invited(request.session.get("invitation")) is not None

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep a new person. Raises PermissionDenied for who would have been the first, and came second.

        ``commit`` is False for whom the organisation's provider vouches for: they need no link.
        """
        from outsidein.server import founding
        from outsidein.server.models import User

        if not commit or config().sign_up or User.objects.exists():
            return super().save_user(request, user, form, commit)
        with founding.first(request):
            return super().save_user(request, user, form, commit)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Tell how to set a new password; not those who sign in with their organisation only."""
        if not user.has_usable_password() and SocialAccount.objects.filter(user=user).exists():
            return
        super().send_password_reset_mail(user, email, context)


class SocialAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever the organisation's provider vouches for may make an account: it was set up for that."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whether there is a provider at all."""
        return config().mode is Mode.TEAM and config().oidc is not None

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """A new person as the provider describes them."""
        user = super().populate_user(request, sociallogin, data)
        user.name = str(data.get("name") or "")[:100]
        return user
