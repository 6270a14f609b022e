"""What upper apps hang on lower ones: names alone, so that nothing imports upward.

Settings.py takes all of it over; a dotted path names a function, a route name an address."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cityclusters.config import acts, acts_support, acts_work
from cityclusters.config.hooks_work import *  # noqa: F403

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Links that upper apps add to "My account" and to the page of an organisation: the address's name, the words,
# and for an organisation the rule (person, organisation) that says who sees the link.
ACCOUNT_MENU: "list[tuple[str, StrOrPromise]]" = [
    ("pages:profile", _("Profile")),
    ("pages:my-posts", _("My posts")),
    ("digests:mine", _("What I get by e-mail")),
    ("pages:agreements", _("What I agree to")),
    ("pages:devices", _("Devices")),
    ("pages:address", _("E-mail address")),
    ("pages:my-data", _("My data")),
]
ORGANISATION_MENU: "list[tuple[str, StrOrPromise, str]]" = [
    ("pages:post-ask", _("I work here"), "cityclusters.people.rules.may_ask_post"),
    ("pages:organisation-edit", _("Edit"), "cityclusters.people.rules.may_edit_organisation"),
    ("pages:organisation-office", _("Open an office or a hub"), "cityclusters.people.rules.may_add_office"),
    ("pages:organisation-posts", _("People and posts"), "cityclusters.people.rules.may_see_colleagues"),
    ("pages:organisation-check", _("Check"), "cityclusters.people.rules.may_verify"),
    ("pages:organisation-merge", _("Merge"), "cityclusters.people.rules.may_merge"),
]
PERSONAL_DATA = [
    "cityclusters.projects.diagnosis.own_data.collect",
    "cityclusters.groups.meetings.own_data.collect",
    "cityclusters.groups.registry.own_data.collect",
    "cityclusters.people.own_data.collect",
    "cityclusters.spaces.own_data.collect",
    "cityclusters.questions.own_data.collect",
    "cityclusters.incoming.own_data.collect",
    "cityclusters.exchanges.own_data.collect",
    "cityclusters.surveys.own_data.collect",
    "cityclusters.digests.own_data.collect",
    "cityclusters.practices.judging.own_data.collect",
    "cityclusters.practices.translating.own_data.collect",
    "cityclusters.practices.adoption.voices_own_data.collect",
    "cityclusters.practices.own_data.collect",
    "cityclusters.support.needs.own_data.collect",
    "cityclusters.support.matches.own_data.collect",
    "cityclusters.booklets.own_data.collect",
    "cityclusters.support.offers.own_data.collect",
    "cityclusters.support.trade.own_data.collect",
    "cityclusters.support.giving.own_data.collect",
    "cityclusters.support.rounds.own_data.collect",
    "cityclusters.groups.counselling.own_data.collect",
    "cityclusters.projects.directory.own_data.collect",
    "cityclusters.projects.localplans.own_data.collect",
    "cityclusters.groups.products.own_data.collect",
    "cityclusters.projects.monitoring.own_data.collect",
    "cityclusters.groups.hub.own_data.collect",
    "cityclusters.groups.booking.own_data.collect",
    "cityclusters.projects.own_data.collect",
]
ERASERS: list[str] = [
    "cityclusters.projects.diagnosis.own_data.erase",
    # Before the list of members forgets her: it asks which products are hers.
    "cityclusters.groups.products.own_data.erase",
    "cityclusters.groups.meetings.own_data.erase",
    "cityclusters.groups.registry.own_data.erase",
    "cityclusters.spaces.own_data.erase",
    "cityclusters.questions.own_data.erase",
    "cityclusters.practices.own_data.erase",
    "cityclusters.incoming.own_data.erase",
    "cityclusters.digests.own_data.erase",
    "cityclusters.surveys.own_data.erase",
    "cityclusters.exchanges.own_data.erase",
    "cityclusters.practices.adoption.voices_own_data.erase",
    "cityclusters.support.needs.own_data.erase",
    "cityclusters.practices.judging.own_data.erase",
    "cityclusters.practices.translating.own_data.erase",
    "cityclusters.support.matches.own_data.erase",
    "cityclusters.booklets.own_data.erase",
    "cityclusters.support.offers.own_data.erase",
    "cityclusters.support.trade.own_data.erase",
    "cityclusters.support.giving.own_data.erase",
    "cityclusters.support.rounds.own_data.erase",
    "cityclusters.projects.directory.own_data.erase",
    "cityclusters.projects.localplans.own_data.erase",
    "cityclusters.projects.monitoring.own_data.erase",
    "cityclusters.groups.hub.own_data.erase",
    "cityclusters.groups.booking.own_data.erase",
    "cityclusters.projects.own_data.erase",
]
# Kinds of addresses: a function (mail, key, person) -> incoming.mail.Taken, which may raise
# incoming.errors.Refused.
MAIL_ROUTES: dict[str, str] = {
    "space": "cityclusters.questions.by_mail.ask",
    "question": "cityclusters.questions.by_mail.answer",
    "decision": "cityclusters.questions.by_mail.appeal",
    "ours-too": "cityclusters.questions.by_mail.ours_too",
    "join": "cityclusters.spaces.by_mail.join",
    "ban": "cityclusters.spaces.by_mail.appeal",
    "rhythm": "cityclusters.digests.by_mail.choose",
}
# Kinds with addresses for everybody: a function (part before the @) -> key, '' for none.
MAIL_OPEN: dict[str, str] = {"space": "cityclusters.spaces.by_mail.slug_of"}
# Functions without arguments that the worker runs every minute, each in a transaction of its own.
JOBS: list[str] = [
    "cityclusters.pages.people_jobs.ask_for_renewals",
    "cityclusters.pages.people_jobs.lapse_verifications",
    "cityclusters.pages.people_jobs.forget",
    "cityclusters.exchanges.jobs.follow_the_clock",
    "cityclusters.exchanges.jobs.move_the_line",
    "cityclusters.exchanges.jobs.write_news",
    "cityclusters.exchanges.upload_jobs.forget_uploads",
    "cityclusters.surveys.jobs.open_and_close",
    "cityclusters.surveys.jobs.drop_withdrawn",
    "cityclusters.support.needs.jobs.follow_the_calendar",
    "cityclusters.questions.jobs.tell_unanswered",
    "cityclusters.questions.jobs.tell_due",
    "cityclusters.practices.judging.jobs.follow_the_calls",
    "cityclusters.practices.judging.jobs.remind_reviewers",
    "cityclusters.practices.looking.look_at_links",
    "cityclusters.practices.translating.jobs.give_back_idle",
    "cityclusters.practices.translating.machine.drafting.give_up_stopped",
    "cityclusters.practices.adoption.jobs.remind",
    "cityclusters.support.matches.jobs.remind",
    "cityclusters.support.matches.jobs.lapse",
    "cityclusters.support.matches.jobs.move_on",
    "cityclusters.support.matches.jobs.follow_agreements",
    "cityclusters.search.jobs.follow",
    "cityclusters.search.jobs.learn",
    "cityclusters.journal.reminders.remind",
    "cityclusters.journal.tidying.forget_erased_people",
    "cityclusters.journal.tidying.forget_passing_letters",
    "cityclusters.journal.tidying.forget_sent_forms",
    "cityclusters.incoming.jobs.read_late",
    "cityclusters.incoming.jobs.give_up",
    "cityclusters.incoming.jobs.forget",
    "cityclusters.digests.jobs.start",
    "cityclusters.digests.jobs.forget",
    "cityclusters.booklets.taking_out.take_out_withdrawn",
    "cityclusters.support.offers.jobs.expire",
    "cityclusters.support.offers.jobs.remind",
    "cityclusters.support.offers.jobs.follow_the_room",
    "cityclusters.support.trade.jobs.remind",
    "cityclusters.groups.counselling.jobs.count_and_erase",
    "cityclusters.projects.directory.jobs.follow_the_calendar",
    "cityclusters.groups.standards.jobs.follow_the_calendar",
    "cityclusters.projects.monitoring.jobs.remind",
    "cityclusters.groups.booking.jobs.remind",
    "cityclusters.groups.booking.jobs.forget",
    "cityclusters.groups.hub.jobs.forget",
]
# The kinds of follow-ups in words; 'survey' also names 'survey_late' and its like.
FOLLOW_UP_KINDS: "dict[str, StrOrPromise]" = {
    "need": _("Statement of need"),
    "match": _("Match"),
    "survey_report": _("Report"),
    "survey": _("Survey"),
}
# What is new, for the digests: functions (since, until) -> list of digests.news.News, public things only.
DIGEST_SOURCES: list[str] = [
    "cityclusters.digests.sources.questions.new",
    "cityclusters.digests.sources.practices.new",
    "cityclusters.digests.sources.exchanges.new",
    "cityclusters.digests.sources.booklets.new",
    "cityclusters.digests.sources.offers.new",
]
# What upper apps show on the page of a space, and the numbers they give in the list of spaces.
SPACE_SECTIONS: list[str] = [
    "cityclusters.questions.sections.questions",
    "cityclusters.pages.space_sections.exchanges",
    "cityclusters.practices.elsewhere.of_space",
    "cityclusters.practices.asked_here.of_space",
    "cityclusters.support.needs.sections.of_space",
    "cityclusters.support.offers.sections.of_space",
    "cityclusters.digests.sections.offer",
]
SPACE_COUNTS: list[str] = [
    "cityclusters.questions.sections.question_counts",
    "cityclusters.pages.space_sections.exchange_counts",
    "cityclusters.practices.elsewhere.counts",
]
# What upper apps show on the page of a place.
PLACE_SECTIONS: list[str] = [
    "cityclusters.practices.elsewhere.of_place",
    "cityclusters.pages.place_sections.organisations",
    "cityclusters.practices.adoption.sections.of_place",
    "cityclusters.support.peers.sections.of_place",
    "cityclusters.support.offers.sections.of_place",
    "cityclusters.pages.place_sections.acts",
    "cityclusters.support.giving.sections.of_place",
    "cityclusters.groups.registry.sections.of_place",
    "cityclusters.projects.registry.sections.of_place",
]
# What upper apps show on the page of an organisation.
ORGANISATION_SECTIONS: list[str] = [
    "cityclusters.practices.elsewhere.of_organisation",
    "cityclusters.practices.adoption.sections.of_organisation",
    "cityclusters.support.matches.sections.of_organisation",
    "cityclusters.support.needs.sections.of_organisation",
    "cityclusters.support.offers.sections.of_organisation",
    "cityclusters.support.giving.sections.of_organisation",
    "cityclusters.groups.registry.sections.of_organisation",
    "cityclusters.projects.registry.sections.of_organisation",
]
# Acts of the apps above the journal in words, for the audit page; an act that has none is shown by its code.
ACTS: "dict[str, StrOrPromise]" = {
    **acts.PLACES,
    **acts.PEOPLE,
    **acts.MAIL,
    **acts.SPACES,
    **acts.QUESTIONS,
    **acts.EXCHANGES,
    **acts.PRACTICES,
    **acts.TRANSLATION,
    **acts.ADOPTION,
    **acts.SURVEYS,
    **acts_support.NEEDS,
    **acts_support.OFFERS,
    **acts_support.TRADE,
    **acts_support.ROUNDS,
    **acts_support.MATCHES,
    **acts_support.GIVING,
    **acts.BOOKLETS,
    **acts_work.GROUPS,
    **acts_work.PROJECTS,
}
# What waits for a person on "My work": functions that take her and give a list of core.waiting.WaitingItem.
WAITING: list[str] = [
    "cityclusters.questions.waiting.items",
    "cityclusters.spaces.waiting.items",
    "cityclusters.practices.waiting.items",
    "cityclusters.exchanges.waiting.items",
    "cityclusters.exchanges.waiting_attendance.items",
    "cityclusters.pages.people_waiting.items",
    "cityclusters.surveys.waiting.items",
    "cityclusters.support.needs.waiting.items",
    "cityclusters.practices.judging.waiting.items",
    "cityclusters.practices.adoption.waiting.items",
    "cityclusters.practices.translating.waiting.items",
    "cityclusters.support.matches.waiting.items",
    "cityclusters.journal.waiting.items",
    "cityclusters.support.offers.waiting.items",
    "cityclusters.support.rounds.waiting.items",
    "cityclusters.support.trade.waiting.items",
    "cityclusters.incoming.waiting.items",
    "cityclusters.support.giving.waiting.items",
    "cityclusters.projects.marking.waiting.items",
    "cityclusters.groups.counselling.waiting.items",
    "cityclusters.projects.directory.waiting.items",
    "cityclusters.projects.localplans.waiting.items",
    "cityclusters.groups.products.waiting.items",
    "cityclusters.groups.standards.waiting.items",
    "cityclusters.projects.monitoring.waiting.items",
    "cityclusters.groups.booking.waiting.items",
    "cityclusters.groups.hub.waiting.items",
    "cityclusters.projects.waiting.items",
]
# Functions (question, limit) -> list of questions.who_knows.Suggestion: whom to ask directly.
WHO_KNOWS: list[str] = [
    "cityclusters.questions.who_knows.answered_before",
    "cityclusters.practices.who_knows.wrote_about_it",
]
# Functions (paths, reader) -> list of questions.citations.Cited: addresses of this site as cards.
CITATIONS: list[str] = ["cityclusters.questions.citations.find", "cityclusters.practices.citations.find"]
# Functions (reply) told, in the same transaction, that an edition of a consolidated reply was published.
REPLY_PUBLISHED: list[str] = ["cityclusters.digests.replies.published"]
# Functions (statement, by) told, in the same transaction, that a statement of need was signed; that it was
# withdrawn, or that nobody may be contacted about it any more (`by` may be None); and functions
# (statement, reader) -> list of (address, words): what it can become.
NEED_SIGNED: list[str] = ["cityclusters.support.needs.from_statement.signed"]
NEED_ENDED: list[str] = ["cityclusters.support.needs.from_statement.ended"]
NEED_LINKS: list[str] = ["cityclusters.support.needs.from_statement.links"]
# Functions (question, reader) -> list of (address, words): what a question with a reply can become.
QUESTION_LINKS: list[str] = [
    "cityclusters.practices.question_links.links",
    "cityclusters.surveys.question_links.links",
]
# Tabs above an officer's pages on one exchange: (route name taking the public id, word).
EXCHANGE_TABS: "list[tuple[str, StrOrPromise]]" = [
    ("surveys:list", _("Survey")),
    ("surveys:report", _("Report")),
]
# The function (text) -> words by which needs and offers are compared, whatever their languages.
MATCH_WORDS = "cityclusters.search.words.meanings.meanings"
# The route of the feed that the list of exchanges names.
EXCHANGE_FEED = "api:exchanges.atom"
# The route of the rows that the contributions to an exchange make in the ledger; it takes ?exchange=….
LEDGER_ROWS = "support:aid-rows"
# The route of the feed that the list of calls names.
CALL_FEED = "api:calls.atom"
# Functions (exchange, reader) -> list of (address, words) shown on the public page of an exchange.
EXCHANGE_LINKS: list[str] = [
    "cityclusters.surveys.links.links",
    "cityclusters.booklets.links.of_exchange",
]
# Functions (call, reader) -> list of (address, words) shown on the page of a call.
CALL_LINKS: list[str] = ["cityclusters.booklets.links.of_call"]
# Functions (request, practice, version) -> Section | None: parts of the public page of a practice.
PRACTICE_SECTIONS: list[str] = [
    "cityclusters.practices.origin.from_question",
    "cityclusters.exchanges.as_practice.from_exchange",
    "cityclusters.practices.adoption.sections.seen_and_heard",
    "cityclusters.practices.adoption.sections.adoption",
    "cityclusters.support.needs.sections.of_practice",
    "cityclusters.support.offers.sections.of_practice",
    "cityclusters.booklets.sections.in_booklets",
]
# Functions (practice) told, in the same transaction, that a picture or a testimonial was taken back.
VOICES_WITHDRAWN: list[str] = ["cityclusters.booklets.taking_out.voices_withdrawn"]
# Functions (person) -> Q: lines of the journal and letters that an officer is not shown, because they are
# about something of her own that others judge.
JOURNAL_NOT_FOR: list[str] = [
    "cityclusters.practices.own_business.journal_lines",
    "cityclusters.groups.counselling.quiet.journal_lines",
]
LETTERS_NOT_FOR: list[str] = [
    "cityclusters.practices.own_business.letters",
    "cityclusters.groups.counselling.quiet.letters",
]
# Tabs above the pages of a practice's writers and managers: (route name taking the public id, word, the rule
# (person, practice) that says who sees the tab).
PRACTICE_TABS: "list[tuple[str, StrOrPromise, str]]" = [
    ("practices:edit", _("Writing"), "cityclusters.practices.rules.is_writer"),
    ("practices:answers", _("Questions and decisions"), "cityclusters.practices.rules.is_writer"),
    ("practices:screen", _("Screening"), "cityclusters.practices.rules.may_manage"),
    ("practices:reviewers", _("Reviewers"), "cityclusters.practices.rules.may_manage"),
    ("practices:decide", _("Decision"), "cityclusters.practices.rules.may_manage"),
    ("practices:languages", _("Languages"), "cityclusters.practices.translating.rules.may_use_machine"),
    ("practices:voices", _("Pictures and voices"), "cityclusters.practices.adoption.voices.may_remove"),
]
# What a practice can be begun from: kind -> function (public id, person) -> first values, or None.
PRACTICE_SOURCES: dict[str, str] = {
    "question": "cityclusters.questions.sources.for_practice",
    "adaptation": "cityclusters.practices.adoption.source.values",
    "contributor": "cityclusters.exchanges.as_practice.of_contributor",
    "exchange": "cityclusters.exchanges.as_practice.of_exchange",
}
