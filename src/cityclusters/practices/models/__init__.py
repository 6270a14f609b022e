"""Calls, practices in versions and translations, reviews, adaptations, pictures and voices, guides."""

from cityclusters.practices.models.adaptation import Adaptation
from cityclusters.practices.models.call import Call, CallManager, CallPartner, Criterion
from cityclusters.practices.models.guide import Guide
from cityclusters.practices.models.practice import Practice
from cityclusters.practices.models.review import Decision, Message, Review, StateChange
from cityclusters.practices.models.translation import MachineUse, Translation, TranslationAsk, Translator
from cityclusters.practices.models.version import Version
from cityclusters.practices.models.voices import Picture, Testimonial, VoiceConsent, VoiceRequest
from cityclusters.practices.models.watched import WatchedLink
from cityclusters.practices.models.working import Link, Partner, Result, Section, WorkStep

__all__ = [
    "Adaptation", "Call", "CallManager", "CallPartner", "Criterion", "Decision", "Guide", "Link",
    "MachineUse", "Message", "Partner", "Picture", "Practice", "Result", "Review", "Section",
    "StateChange", "Testimonial", "Translation", "TranslationAsk", "Translator", "Version",
    "VoiceConsent", "VoiceRequest", "WatchedLink", "WorkStep",
]  # fmt: skip
