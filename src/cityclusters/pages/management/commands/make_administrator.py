"""`cityclusters make_administrator EMAIL`: the first administrator, from the server's command line."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from cityclusters.pages.people_account_services import give_role
from cityclusters.people.models import Person, RoleGrant


class Command(BaseCommand):
    """Gives the role; a person who is not known yet is invited and signs in by a code."""

    help = "Makes the person with this e-mail address an administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="the name of somebody new, as she writes it")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        email = str(options["email"]).strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is not an e-mail address.") from None
        person = Person.objects.filter(email=email).first()
        if person is None:
            person = Person.objects.create_user(email=email, name=options["name"], state=Person.State.INVITED)
        if not person.is_active:
            raise CommandError(f"The account of {email} is closed.")
        give_role(None, person, RoleGrant.Role.ADMINISTRATOR)
        self.stdout.write(f"{email} is an administrator now and can sign in.")
