"""The access table of projects: see access_table.py for how to read a row."""

TABLE = """
# projects: beside a local plan
projects:local public_id=local_plan | 200 | 405
projects:local public_id=local_draft | 404 404 200 404 404 404 200 404 | 405
projects:local-room public_id=local_plan room='reasons' | 200 | 405
projects:local-room public_id=local_plan room='institutions' | 200 | 405
projects:local-room public_id=local_plan room='talks' | 200 | 405
projects:local-room public_id=local_plan room='money' | 200 | 405
projects:local-room public_id=local_plan room='counts' | 200 | 405
projects:local-room public_id=local_plan room='reviews' | 200 | 405
projects:local-basis public_id=local_plan | 302 404 200 404 404 404 200 404 | 302 404 302 404 404 404 302 404
projects:local-publish public_id=local_plan | 302 404 200 404 404 404 200 404 | 302 404 200 404 404 404 200 404
projects:local-clear public_id=local_plan | 405 | 302 404 302 404 404 404 302 404
projects:local-withdraw public_id=local_plan | 405 | 302 404 302 404 404 404 302 404
projects:local-reason public_id=local_plan code='men' | 302 404 200 404 404 404 200 404 | 302 404 422 404 404 404 422 404
projects:local-add public_id=local_plan room='reasons' | 302 404 200 404 404 404 200 404 | 302 404 422 404 404 404 422 404
projects:local-add public_id=local_plan room='institutions' | 302 404 200 404 404 404 200 404 | 302 404 422 404 404 404 422 404
projects:local-change public_id=local_plan row=local_driver | 302 404 200 404 404 404 200 404 | 302 404 422 404 404 404 422 404
projects:local-remove public_id=local_plan row=local_driver | 302 404 200 404 404 404 200 404 | 302 404 302 404 404 404 302 404
projects:local-step public_id=local_plan row=local_money | 302 404 200 404 404 404 200 404 | 302 404 422 404 404 404 422 404
# the service directory
projects:lines | 200 | 405
projects:lines-country code=country.code | 200 | 405
projects:slip code=country.code | 200 | 405
projects:lines-kept | 302 404 200 404 404 404 200 404 | 302 405 405 405 405 405 405 405
projects:line-new | 302 404 200 404 404 404 200 404 | 302 404 200 404 404 404 200 404
projects:line public_id=line | 302 404 404 404 404 404 200 404 | 302 404 404 404 404 404 200 404
projects:line-edit public_id=line | 302 404 404 404 404 404 200 404 | 302 404 404 404 404 404 200 404
projects:line-reopen public_id=line | 302 405 405 405 405 405 405 405 | 302 404 404 404 404 404 302 404
projects:lines-upload | 302 404 200 404 404 404 200 404 | 302 404 200 404 404 404 200 404
projects:lines-upload-confirm | 302 405 405 405 405 405 405 405 | 302 404 302 404 404 404 302 404
# projects: diagnosis
projects:diagnosis public_id=diagnosed | 302 302 200 302 302 302 200 302 | 405
projects:diagnosis-send public_id=diagnosed | 405 | in 404 302 404 404 404 302 404
projects:diagnosis-version public_id=diagnosed number='1' | 200 | 405
projects:diagnosis-version-file public_id=diagnosed number='1' | 200 | 405
projects:diagnosis-file public_id=diagnosed | 404 404 200 404 404 404 200 404 | 405
projects:diagnosis-grid public_id=diagnosed grid='labour' | in 404 200 404 404 404 200 404 | 405
projects:findings public_id=diagnosed | in 404 200 404 404 404 200 404 | 405
projects:chain public_id=diagnosed | in 404 200 404 404 404 200 404 | 405
projects:chain-move public_id=diagnosed step=diagnosis_step | 405 | in 404 302 404 404 404 302 404
projects:diagnosis-survey public_id=diagnosed kind='labour' | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:diagnosis-table public_id=diagnosed kind='labour' | in 404 200 404 404 404 200 404 | 405
projects:diagnosis-upload public_id=diagnosed kind='labour' | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:diagnosis-confirm-upload public_id=diagnosed kind='labour' | 405 | in 404 302 404 404 404 302 404
projects:diagnosis-new public_id=diagnosed kind='labour' | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:diagnosis-edit public_id=diagnosed kind='labour' thing=diagnosis_row | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:diagnosis-remove public_id=diagnosed kind='labour' thing=diagnosis_row | in 404 200 404 404 404 200 404 | in 404 302 404 404 404 302 404
# projects: vision and rankings
projects:vision public_id=diagnosed | 200 | 405
projects:vision-write public_id=diagnosed | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:vision-drop public_id=diagnosed | in 404 200 404 404 404 200 404 | in 404 302 404 404 404 302 404
projects:vision-send public_id=diagnosed | 405 | in 404 302 404 404 404 302 404
projects:vision-version public_id=diagnosed number='1' | 200 | 405
projects:vision-version public_id=diagnosed number='2' | 404 404 200 404 404 404 200 404 | 405
projects:ranking-new public_id=diagnosed | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:ranking public_id=diagnosed ranking=ranking | in 404 200 404 404 404 200 404 | 405
projects:ranking-edit public_id=diagnosed ranking=ranking | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:ranking-file public_id=diagnosed ranking=ranking | in 404 200 404 404 404 200 404 | 405
projects:ranking-ballots public_id=diagnosed ranking=ranking | 405 | in 404 200 404 404 404 200 404
projects:ranking-act public_id=diagnosed ranking=ranking act='undo' | 405 | in 404 302 404 404 404 302 404
projects:ranking-act public_id=diagnosed ranking=ranking act='closing' | 405 | in 404 302 404 404 404 302 404
projects:ranking-act public_id=diagnosed ranking=ranking act='opening' | 405 | in 404 302 404 404 404 302 404
projects:ranking-act public_id=diagnosed ranking=ranking act='use' | 405 | in 404 302 404 404 404 302 404
projects:ranking-act public_id=diagnosed ranking=ranking act='kept' | 405 | in 404 302 404 404 404 302 404
# projects: the gender marker
projects:marker public_id=diagnosed | 200 | 405
projects:marker-propose public_id=diagnosed | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:marker-un public_id=diagnosed | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:marker-withdraw public_id=diagnosed | 405 | in 404 302 404 404 404 302 404
projects:marker-confirm public_id=diagnosed | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
# projects: registry, team, checklist, commission
projects:list | 200 | 405
projects:new | in 404 200 200 404 404 200 404 | in 404 422 422 404 404 422 404
projects:start agreement=signed_agreement | in 405 405 405 405 405 405 405 | in 403 302 302 403 403 302 403
projects:project public_id=project | 200 | 405
projects:edit public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:partner-add public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:partner-remove public_id=project partner=project_partner | 405 | in 404 302 404 404 404 302 404
projects:place-add public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:place-remove public_id=project place=place | 405 | in 404 302 404 404 404 302 404
projects:phase-close public_id=project phase='identification' | 405 | in 404 302 404 404 404 302 404
projects:phase-reopen public_id=project phase='identification' | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:stop public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:resume public_id=project | 405 | in 404 302 404 404 404 302 404
projects:kind public_id=project | 405 | in 404 403 404 404 404 302 404
projects:team public_id=project | in 404 200 404 404 404 200 404 | 405
projects:team-add public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:team-change public_id=project member=project_member | in 404 200 404 404 404 200 404 | in 404 302 404 404 404 302 404
projects:team-finish public_id=project member=project_member | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:team-handover public_id=project member=project_member | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:checklist public_id=project | in 404 200 404 404 404 200 404 | 405
projects:checklist-whole public_id=project | in 404 200 404 404 404 200 404 | 405
projects:checklist-answer public_id=project item='GM05' | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:checklist-decide public_id=project answer=project_answer | 405 | in 404 302 404 404 404 302 404
projects:checklist-file public_id=project answer=project_answer | in 404 200 404 404 404 200 404 | 405
projects:risks public_id=project | in 404 200 404 404 404 200 404 | 405
projects:risk-add public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:risk public_id=project risk=project_risk | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:risk-remove public_id=project risk=project_risk | 405 | in 404 302 404 404 404 302 404
projects:risk-return public_id=project risk=project_risk | 405 | in 404 302 404 404 404 302 404
projects:commission public_id=project | in 404 200 404 404 404 200 404 | 405
projects:commission-setup public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:commission-seat-add public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:commission-seat public_id=project seat=project_seat | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:commission-seat-end public_id=project seat=project_seat | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:commission-meeting-new public_id=project | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:commission-meeting public_id=project meeting=project_meeting | in 404 200 404 404 404 200 404 | 405
projects:commission-meeting public_id=project meeting=project_meeting_held | in 404 200 404 404 404 200 404 | 405
projects:commission-meeting-edit public_id=project meeting=project_meeting | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:commission-meeting-hold public_id=project meeting=project_meeting | in 404 200 404 404 404 200 404 | in 404 302 404 404 404 302 404
projects:commission-meeting-cancel public_id=project meeting=project_meeting | 405 | in 404 302 404 404 404 302 404
projects:commission-decide public_id=project meeting=project_meeting_held | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:commission-endorse public_id=project meeting=project_meeting_held | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:commission-decision-undo public_id=project decision=project_decision | in 404 200 404 404 404 200 404 | in 404 302 404 404 404 302 404
projects:commission-endorsement-withdraw public_id=project endorsement=project_endorsement | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
# projects: plan, numbers, reports
projects:plan public_id=planned | 200 | 405
projects:plan-new public_id=planned | 405 | in 404 302 404 404 404 302 404
projects:plan-upload public_id=planned | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
projects:plan-upload-confirm public_id=planned | 405 | in 404 302 404 404 404 302 404
projects:plan-step public_id=planned action=plan_done | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:plan-version public_id=planned number='1' | 200 | 405
projects:plan-version public_id=planned number='2' | 404 404 200 404 404 404 200 404 | 405
projects:plan-table public_id=planned number='1' | 200 | 405
projects:plan-force public_id=planned number='2' | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:plan-frame public_id=planned number='2' | in 404 200 404 404 404 200 404 | in 404 302 404 404 404 302 404
projects:plan-objective-new public_id=planned number='2' | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:plan-objective public_id=planned number='2' key=plan_objective | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:plan-action-new public_id=planned number='2' | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:plan-action public_id=planned number='2' key=plan_action | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:plan-indicator-new public_id=planned number='2' | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:plan-indicator public_id=planned number='2' key=plan_indicator | in 404 200 404 404 404 200 404 | in 404 302 404 404 404 302 404
projects:plan-targets public_id=planned number='2' key=plan_indicator | in 404 200 404 404 404 200 404 | in 404 302 404 404 404 302 404
projects:plan-gate public_id=planned number='2' what='frame' key='new' | 405 | in 404 200 404 404 404 200 404
projects:my-numbers | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
projects:my-number indicator=plan_indicator period='2025-Q1' | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:numbers public_id=planned | in 404 200 404 404 404 200 404 | 405
projects:numbers-of public_id=planned indicator=plan_indicator | in 404 200 404 404 404 200 404 | 405
projects:numbers-reporter public_id=planned indicator=plan_indicator | 405 | in 404 302 404 404 404 302 404
projects:number-approve public_id=planned indicator=plan_indicator value=plan_number | 405 | in 404 302 404 404 404 302 404
projects:number-give-back public_id=planned indicator=plan_indicator value=plan_number | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:number-lock public_id=planned indicator=plan_indicator value=plan_approved | 405 | in 404 302 404 404 404 302 404
projects:number-evidence public_id=planned indicator=plan_indicator value=plan_number | in 404 404 404 404 404 404 404 | 405
projects:overview | 200 | 405
projects:reports | 200 | 405
projects:report public_id=planned | 200 | 405
projects:outcomes public_id=planned | 200 | 405
projects:outcome-new public_id=planned | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
projects:outcome public_id=planned key=plan_result | in 404 200 404 404 404 200 404 | in 404 422 404 404 404 422 404
api:projects.json | 200 | 405
api:projects.csv | 200 | 405
"""
