"""The nouns of a meeting, one file each."""

from cityclusters.exchanges.models.attendance import Attendance, CheckInCode, ConnectionLog, LogRow
from cityclusters.exchanges.models.certificate import Assessment, Certificate
from cityclusters.exchanges.models.delegates import DelegateList, DelegateRow
from cityclusters.exchanges.models.exchange import Exchange
from cityclusters.exchanges.models.media import Picture, RecordedMessage
from cityclusters.exchanges.models.notice import Notice
from cityclusters.exchanges.models.partners import Contribution, Contributor, Partner
from cityclusters.exchanges.models.publication import Publication
from cityclusters.exchanges.models.quote import Quote
from cityclusters.exchanges.models.registration import Registration
from cityclusters.exchanges.models.session import RemovedSession, Session

__all__ = [
    "Assessment",
    "Attendance",
    "Certificate",
    "CheckInCode",
    "ConnectionLog",
    "Contribution",
    "Contributor",
    "DelegateList",
    "DelegateRow",
    "Exchange",
    "LogRow",
    "Notice",
    "Partner",
    "Picture",
    "Publication",
    "Quote",
    "RecordedMessage",
    "Registration",
    "RemovedSession",
    "Session",
]
