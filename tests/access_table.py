"""Who gets what: every route, for GET and for an empty POST, in every role. A missing route fails the tests.

A row: route, arguments | GET | POST. An argument is `name=` a path into the world of tests/world.py, or a
plain word in quotes. One status for all roles, or one for each of ROLES. `in`: sent to the sign-in page."""

ROLES = ("visitor", "member", "focal", "other", "delegate", "steward", "officer", "administrator")

TABLE = """
# core; the way out first: walks go from the last row to the first, and it ends the session
core:rest | 302 | 405
core:language | 405 | 302
core:zone | 200 | 302
core:hello | 200 | 405
core:health | 200 | 405
core:robots | 200 | 405
# sign-in
account_login | 200 302 302 302 302 302 302 302 | 200 302 302 302 302 302 302 302
account_request_login_code | 200 302 302 302 302 302 302 302 | 200 302 302 302 302 302 302 302
account_confirm_login_code | 302 | 302
account_logout | 302 200 200 200 200 200 200 200 | 302
account_inactive | 200 | 405
account_signup | 200 302 302 302 302 302 302 302 | 200 302 302 302 302 302 302 302
account_email_verification_sent | 302 | 302
account_email | 302 | 302
# places
places:list | 200 | 405
places:suggest | 200 | 405
places:country code=country.code | 200 | 405
places:detail public_id=place | 200 | 405
# people
people:organisations | 200 | 405
people:suggest-organisations | 200 | 405
people:organisation public_id=organisation | 200 | 405
people:demo-sign-in | 405 | 404
people:me | in 200 200 200 200 200 200 200 | 405
# journal
journal:follow-ups | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
journal:follow-up public_id=follow_up | in 404 404 404 404 404 200 200 | in 405 405 405 405 405 405 405
journal:follow-up-change public_id=follow_up change='outcome' | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 200 403
journal:letters | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 405 405
journal:test-letter | in 404 404 404 404 404 404 405 | in 404 404 404 404 404 404 302
journal:send-failed | in 404 404 404 404 404 405 405 | in 404 404 404 404 404 302 302
journal:letter public_id=letter | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 405 405
journal:send-letter public_id=letter | in 404 404 404 404 404 405 405 | in 404 404 404 404 404 302 302
journal:demo-mail | 200 | 405
journal:worker | in 404 404 404 404 404 404 200 | in 404 404 404 404 404 404 405
journal:run-task pk=task.pk | in 404 404 404 404 404 404 405 | in 404 404 404 404 404 404 302
journal:draft form_key='trial' | in 405 405 405 405 405 405 405 | in 200 200 200 200 200 200 200
journal:drop-draft form_key='trial' | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
# spaces
spaces:list | 200 | 405
spaces:new | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 200 200
spaces:detail slug=space.slug | 200 | 405
spaces:join slug=space.slug | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
spaces:leave slug=space.slug | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
spaces:members slug=space.slug | in 404 404 404 200 200 200 200 | in 405 405 405 405 405 405 405
spaces:members slug=other.slug | in 404 404 404 404 404 200 200 | in 405 405 405 405 405 405 405
spaces:ban slug=space.slug person=space_member | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
spaces:ban slug=other.slug person=space_member | in 404 404 404 404 404 404 404 | in 404 404 404 404 404 404 404
spaces:ban-appeal slug=other.slug person=sent_away | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 200 200
spaces:ban-appeal slug=space.slug person=space_member | in 404 404 404 404 404 404 404 | in 404 404 404 404 404 404 404
spaces:my-ban slug=other.slug | in 404 404 200 404 404 404 404 | in 404 404 200 404 404 404 404
spaces:lift-ban slug=space.slug person=space_member | in 404 404 404 404 404 405 405 | in 404 404 404 404 404 302 302
spaces:edit slug=space.slug | in 404 404 404 404 200 200 200 | in 404 404 404 404 200 200 200
spaces:stewards slug=space.slug | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 200 200
spaces:end-steward slug=space.slug person=space_member | in 404 404 404 404 404 405 405 | in 404 404 404 404 404 302 302
spaces:themes | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 405 405
spaces:new-theme | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 200 200
spaces:theme code=theme.code | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 200 200
spaces:retire-theme code=theme.code | in 404 404 404 404 404 405 405 | in 404 404 404 404 404 302 302
# exchanges
exchanges:list | 200 | 405
exchanges:create | in 403 200 200 403 403 200 403 | in 403 200 200 403 403 200 403
exchanges:own-calendar code='nothing' | 404 | 405
exchanges:detail public_id=exchange | 200 | 405
exchanges:detail public_id=draft | 404 404 404 404 404 404 200 404 | 405
exchanges:calendar public_id=exchange | 200 | 405
exchanges:calendar public_id=draft | 404 404 404 404 404 404 200 404 | 405
exchanges:message-file public_id=exchange message_id=message part='video' | 200 | 405
exchanges:picture-file public_id=exchange picture_id=picture part='light' | 200 | 405
exchanges:register public_id=exchange | in 200 200 200 302 200 200 200 | in 302 302 302 302 302 302 302
exchanges:register public_id=draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 302 404
exchanges:delegation public_id=exchange | in 404 200 200 404 404 404 404 | in 404 200 200 404 404 404 404
exchanges:participants public_id=exchange | in 404 404 404 200 404 200 404 | in 405 405 405 405 405 405 405
exchanges:participants public_id=draft | in 404 404 404 404 404 200 404 | in 405 405 405 405 405 405 405
exchanges:registration public_id=seat | in 404 200 404 200 404 200 404 | in 404 200 404 302 404 200 404
exchanges:cancellation public_id=seat | in 404 200 404 200 404 200 404 | in 404 302 404 302 404 302 404
exchanges:restoration public_id=seat | in 405 405 405 405 405 405 405 | in 404 302 404 302 404 302 404
exchanges:answer public_id=seat | in 405 405 405 405 405 405 405 | in 404 404 404 302 404 404 404
exchanges:contributor-practice public_id=contributor | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 302 404
exchanges:contributor public_id=contributor | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 302 404
exchanges:manage public_id=exchange | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:manage public_id=draft | in 404 404 404 404 404 200 404 | in 405 405 405 405 405 405 405
exchanges:edit public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:move public_id=exchange act='planning' | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:call-off public_id=exchange act='postponement' | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:publish public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:withdraw public_id=exchange slug=space.slug | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:balance public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:programme public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:rows public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 200 403
exchanges:upload public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 200 403
exchanges:session public_id=exchange session_id=session | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:copy-session public_id=exchange session_id=session | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:remove-session public_id=exchange session_id=session | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 302 403
exchanges:recording public_id=exchange session_id=session | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:partners public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:remove-partner public_id=exchange key=partner.pk | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:pledge public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 200 403
exchanges:delivery public_id=exchange given_id=contribution | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:settle public_id=exchange given_id=contribution act='confirmation' | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:ask public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:roster public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:change-contributor public_id=exchange contributor_id=contributor | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:remove-contributor public_id=exchange contributor_id=contributor | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:media public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:withdraw-picture public_id=exchange picture_id=picture | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:quote public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:withdraw-quote public_id=exchange quote_id=quote | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:add-message public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:change-message public_id=exchange message_id=message | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:remove-message public_id=exchange message_id=message | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:registrations public_id=exchange | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:registrations-file public_id=exchange ending='csv' | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:cancel-seat public_id=exchange seat_id=seat | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:delegates public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:delegates-template public_id=exchange | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:delegates-list public_id=exchange list_id=list | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:delegates-columns public_id=exchange list_id=list | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:delegates-letters public_id=exchange list_id=list | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:delegates-decisions public_id=exchange list_id=list | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:delegates-place public_id=exchange list_id=list | in 403 403 403 403 403 404 403 | in 405 405 405 405 405 405 405
exchanges:delegates-confirmation public_id=exchange list_id=list | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:delegates-again public_id=exchange list_id=list | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:delegates-drop public_id=exchange list_id=list | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:delegates-bad public_id=exchange list_id=list | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:attendance public_id=exchange | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:attendance-file public_id=exchange ending='csv' | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:attendance-session public_id=exchange session_id=session | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:attendance-code public_id=exchange session_id=session | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:attendance-screen public_id=exchange session_id=session | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:attendance-qr public_id=exchange session_id=session | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:attendance-presence public_id=exchange session_id=session seat_id=seat | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:attendance-logs public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
exchanges:attendance-log public_id=exchange log_id=log | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:attendance-log-withdrawal public_id=exchange log_id=log | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:attendance-log-row public_id=exchange log_id=log line=log_row.line | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:attendance-log-match public_id=exchange log_id=log line=log_row.line | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 404 403
exchanges:attendance-log-aside public_id=exchange log_id=log line=log_row.line | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:check-in | 200 | 405
exchanges:check-in-code code=check_in.code | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
exchanges:certificates public_id=exchange | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:certificates-file public_id=exchange | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:certificates-issue public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:certificate-work public_id=exchange key=certificate.pk | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
exchanges:certificate-revocation public_id=exchange key=certificate.pk | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 422 403
exchanges:certificate-replacement public_id=exchange key=certificate.pk | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 422 403
exchanges:assessments public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 302 403
exchanges:assessments-upload public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 422 403
exchanges:assessments-confirmation public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
exchanges:certificates-check | 200 | 405
exchanges:certificate code=certificate.code | 200 | 405
exchanges:certificate code='nothing' | 404 | 405
exchanges:certificate-file code=certificate.code | in 404 404 404 200 404 200 404 | in 405 405 405 405 405 405 405
# surveys
surveys:answer token=ticket.token | 200 | 302
surveys:draft token=ticket.token | 405 | 204
surveys:need-by-link token=ticket.token | 200 | 200
surveys:needs | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
surveys:need public_id=need | in 404 200 404 200 404 200 404 | in 405 405 405 405 405 405 405
surveys:need-act public_id=need act='signature' | in 405 405 405 405 405 405 405 | in 404 302 404 403 404 403 404
surveys:mine public_id=exchange | in 200 200 200 302 200 200 200 | in 405 405 405 405 405 405 405
surveys:mine public_id=draft | in 404 404 404 404 404 200 404 | in 405 405 405 405 405 405 405
surveys:write-need-from-question public_id=question_asked | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
surveys:write-need public_id=exchange | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
surveys:write-need public_id=draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
surveys:list public_id=exchange | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
surveys:list public_id=draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
surveys:plan-follow-up public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
surveys:overview public_id=exchange survey=survey | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
surveys:edit public_id=exchange survey=survey | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
surveys:check public_id=exchange survey=survey | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 302 403
surveys:move-closing public_id=exchange survey=survey | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
surveys:confirm public_id=exchange survey=survey act='opening' | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 302 403
surveys:questions public_id=exchange survey=survey | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
surveys:preview public_id=exchange survey=survey | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
surveys:table public_id=exchange survey=survey | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
surveys:upload public_id=exchange survey=survey | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
surveys:confirm-upload public_id=exchange survey=survey | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
surveys:add-question public_id=exchange survey=survey kind='scale' | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
surveys:edit-question public_id=exchange survey=survey code=question.code | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
surveys:remove-question public_id=exchange survey=survey code=question.code | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 302 403
surveys:move-question public_id=exchange survey=survey code=question.code way='up' | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
surveys:report public_id=exchange | 404 404 404 404 404 404 200 404 | 405
surveys:report public_id=draft | 404 404 404 404 404 404 200 404 | 405
surveys:report-docx public_id=exchange | 404 404 404 404 404 404 200 404 | 405
surveys:report-xlsx public_id=exchange | 404 404 404 404 404 404 200 404 | 405
surveys:publish-report public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
surveys:mark-reported public_id=exchange | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
# pages
pages:home | 200 | 405
pages:about | 200 | 405
pages:my-work | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
pages:audit | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 405 405
pages:welcome | in 302 302 302 302 302 302 302 | in 405 405 405 405 405 405 405
pages:welcome-organisation | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
pages:welcome-agreements | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
pages:welcome-post public_id=asked_mandate | in 404 404 404 404 404 404 404 | in 404 404 404 404 404 404 404
pages:profile | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
pages:agreements | in 200 200 200 200 200 200 200 | in 302 302 302 302 302 302 302
pages:devices | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
pages:devices-end | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
pages:my-posts | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
pages:prove | in 200 200 200 200 200 200 200 | in 302 302 302 302 302 302 302
pages:address | in 302 302 302 302 302 302 302 | in 302 302 302 302 302 302 302
pages:address-code | in 302 302 302 302 302 302 302 | in 302 302 302 302 302 302 302
pages:my-data | in 200 200 200 200 200 200 200 | in 302 302 302 302 302 302 302
pages:erase-me | in 302 302 302 302 302 302 302 | in 302 302 302 302 302 302 302
pages:organisation-new | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
pages:organisations-table | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
pages:organisations-waiting | in 404 404 404 404 404 200 404 | in 405 405 405 405 405 405 405
pages:organisation-edit public_id=organisation | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
pages:organisation-office public_id=organisation | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
pages:organisation-check public_id=organisation | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
pages:organisation-recheck public_id=organisation | in 404 404 404 404 404 405 404 | in 404 404 404 404 404 302 404
pages:organisation-merge public_id=organisation | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
pages:organisation-posts public_id=organisation | in 404 200 404 404 404 200 404 | in 405 405 405 405 405 405 405
pages:post-ask public_id=organisation | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
pages:posts-waiting | in 404 200 200 404 404 200 404 | in 405 405 405 405 405 405 405
pages:post public_id=mandate | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
pages:post-end public_id=mandate | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
pages:post-hand-over public_id=mandate | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
pages:post-renew public_id=mandate | in 405 405 405 405 405 405 405 | in 404 302 404 404 404 404 404
pages:people | in 404 404 404 404 404 404 200 | in 404 404 404 404 404 404 405
pages:person public_id=member | in 404 404 404 404 404 404 200 | in 404 404 404 404 404 404 405
pages:role-give public_id=member | in 404 404 404 404 404 404 405 | in 404 404 404 404 404 404 302
pages:role-end public_id=member grant=grant.pk | in 404 404 404 404 404 404 405 | in 404 404 404 404 404 404 404
pages:suspension public_id=member | in 404 404 404 404 404 404 405 | in 404 404 404 404 404 404 302
pages:data-requests | in 404 404 404 404 404 404 200 | in 404 404 404 404 404 404 200
pages:data-request public_id=data_request | in 404 404 404 404 404 404 200 | in 404 404 404 404 404 404 200
pages:data-request-fulfil public_id=data_request | in 404 404 404 404 404 404 405 | in 404 404 404 404 404 404 302
pages:place-new | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 200 200
pages:place-edit public_id=place | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 200 200
pages:place-merge public_id=place | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 200 200
# api
api:exchanges.atom | 200 | 405
api:exchanges.json | 200 | 405
api:exchanges.csv | 200 | 405
api:practices.atom | 200 | 405
api:practices.json | 200 | 405
api:practices.csv | 200 | 405
api:calls.atom | 200 | 405
api:calls.json | 200 | 405
api:questions.atom | 200 | 405
api:space.atom slug=space.slug | 200 | 405
"""
