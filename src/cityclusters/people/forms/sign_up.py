"""What people type about themselves."""

from django import forms


class SignupForm(forms.Form):
    """What a newcomer adds to her e-mail address."""

    def signup(self, request: object, user: object) -> None:
        """Nothing more yet."""
