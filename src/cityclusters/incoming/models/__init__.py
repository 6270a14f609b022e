"""Mail that arrived, letters of ours that came back, and addresses to which nothing regular goes."""

from cityclusters.incoming.models.bounce import Bounce, Pause
from cityclusters.incoming.models.incoming_mail import IncomingMail

__all__ = ["Bounce", "IncomingMail", "Pause"]
