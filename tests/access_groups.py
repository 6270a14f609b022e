"""The access table of groups and what stands behind the door Work: see access_table.py for how to read a row."""

TABLE = """
# groups
groups:door | 200 | 405
groups:list | 200 | 405
groups:new | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
groups:group public_id=weavers | 200 | 405
groups:edit public_id=weavers | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:end public_id=weavers | in 403 200 403 403 403 200 403 | in 403 200 403 403 403 200 403
groups:take-up public_id=weavers | 405 | in 403 302 403 403 403 302 403
groups:keepers public_id=weavers | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:end-post public_id=weavers keeper=weavers_post | 405 | in 403 302 302 403 403 403 403
groups:members public_id=weavers | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:members-table public_id=weavers | in 403 200 403 403 403 403 403 | 405
groups:members-upload public_id=weavers | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:members-confirm public_id=weavers | 405 | in 403 302 403 403 403 403 403
groups:member public_id=weavers member=weaver | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:member-leave public_id=weavers member=weaver | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:member-back public_id=weavers member=weaver | 405 | in 403 302 403 403 403 403 403
groups:counts public_id=weavers | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:count-list public_id=weavers | 405 | in 403 302 403 403 403 403 403
groups:count-drop public_id=weavers headcount=weavers_count | 405 | in 403 200 403 403 403 403 403
api:groups.json | 200 | 405
api:groups.csv | 200 | 405
# meetings of groups
groups:notebook | 200 | 405
groups:notebook-worker | 200 | 405
groups:notebook-data | 200 | 405
groups:notebook-entries | 405 | 401 400 400 400 400 400 400 400
groups:meetings public_id=weavers | in 403 200 403 200 403 403 403 | 405
groups:meeting-new public_id=weavers | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:meeting public_id=weavers meeting=weavers_meeting | in 403 200 403 200 403 403 403 | 405
groups:meeting-edit public_id=weavers meeting=weavers_meeting | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:meeting-remove public_id=weavers meeting=weavers_meeting | 405 | in 403 302 403 403 403 403 403
groups:meeting-back public_id=weavers meeting=weavers_meeting | 405 | in 403 302 403 403 403 403 403
groups:leaders public_id=weavers | in 403 200 403 200 403 403 403 | in 403 200 403 200 403 403 403
groups:leader-end public_id=weavers leader=weavers_leader | 405 | in 403 302 403 403 403 403 403
groups:needs public_id=weavers | in 403 200 403 200 403 403 403 | in 403 200 403 200 403 403 403
groups:need-act public_id=weavers need=weavers_need act='up' | 405 | in 403 302 403 403 403 403 403
groups:savings public_id=weavers | in 403 200 403 200 403 403 403 | in 403 200 403 404 403 403 403
groups:saving-undo public_id=weavers entry=weavers_saving | 405 | in 403 302 403 403 403 403 403
# the desk of counsellors, and the card
groups:open-card | 200 | 405
groups:card public_id=desk | 200 | 405
groups:desk | 302 404 200 200 200 404 404 404 | 302 405 405 405 405 405 405 405
groups:desk-reads | 302 404 404 404 404 404 404 404 | 302 405 405 405 405 405 405 405
groups:desk-counts public_id=desk | 302 404 200 200 200 404 404 404 | 302 405 405 405 405 405 405 405
groups:desk-new public_id=desk | 302 404 200 200 404 404 404 404 | 302 404 200 200 404 404 404 404
groups:desk-door public_id=desk | 302 404 200 200 404 404 404 404 | 302 404 200 200 404 404 404 404
groups:desk-handover public_id=desk | 302 404 200 200 200 404 404 404 | 302 404 200 200 200 404 404 404
groups:desk-ask public_id=desk | 302 404 200 200 200 404 404 404 | 302 404 200 200 200 404 404 404
groups:desk-case public_id=folder | 302 404 404 200 404 404 404 404 | 302 404 404 200 404 404 404 404
groups:desk-label public_id=folder | 302 404 404 200 404 404 404 404 | 302 404 404 200 404 404 404 404
groups:desk-erase public_id=folder | 302 404 404 200 404 404 404 404 | 302 404 404 302 404 404 404 404
groups:desk-case-act public_id=folder act='close' | 302 405 405 405 405 405 405 405 | 302 404 404 302 404 404 404 404
groups:desk-session public_id=folder_session | 302 404 404 200 404 404 404 404 | 302 404 404 200 404 404 404 404
groups:desk-session-remove public_id=folder_session | 302 404 404 200 404 404 404 404 | 302 404 404 302 404 404 404 404
groups:desk-handover-answer public_id=folder_over | 302 405 405 405 405 405 405 405 | 302 404 302 404 404 404 404 404
groups:desk-emergency public_id=folder_asked | 302 404 404 200 200 404 404 404 | 302 405 405 405 405 405 405 405
groups:desk-decision public_id=folder_asked | 302 405 405 405 405 405 405 405 | 302 404 404 404 404 404 404 404
groups:desk-choice public_id=folder_asked | 302 405 405 405 405 405 405 405 | 302 404 404 404 302 404 404 404
# products
groups:products | 200 | 405
groups:product public_id=product | 200 | 405
groups:product public_id=product_idea | 404 404 200 404 404 404 404 404 | 405
groups:product-qr public_id=product | 200 | 405
groups:product-sheet public_id=product | 200 | 405
groups:product-edit public_id=product | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:product-choices public_id=product | in 403 200 403 403 403 403 403 | in 403 302 403 403 403 403 403
groups:product-state public_id=product | in 405 405 405 405 405 405 405 | in 403 302 403 403 403 302 403
groups:product-pictures public_id=product | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:product-picture-remove public_id=product picture_id=product_picture | in 403 200 403 403 403 403 403 | in 403 302 403 403 403 403 403
groups:product-picture public_id=product picture_id=product_picture part='light' | 200 | 405
groups:product-ask public_id=product | in 200 403 200 200 200 200 200 | in 200 403 200 200 200 200 200
groups:product-sales public_id=product | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:product-sale-remove public_id=product sale_id=product_sale | in 405 405 405 405 405 405 405 | in 403 302 403 403 403 403 403
groups:product-enquiries | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
groups:product-enquiry public_id=product_enquiry | in 404 200 200 404 404 404 404 | in 404 200 200 404 404 404 404
groups:product-enquiry-state public_id=product_enquiry | in 405 405 405 405 405 405 405 | in 404 200 200 404 404 404 404
groups:group-products public_id=makers | 200 | 405
groups:product-new public_id=makers | in 403 200 403 200 403 403 403 | in 403 200 403 200 403 403 403
groups:group-sales public_id=makers | in 403 200 403 403 403 403 403 | 405
groups:producers public_id=makers | in 403 200 403 403 403 403 403 | 405
groups:producer-consent public_id=makers member_id=maker | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:producer-consent-remove public_id=makers member_id=maker | 405 | in 403 302 403 403 403 403 403
groups:producer-take-along public_id=makers member_id=maker | in 403 200 403 403 403 403 403 | 405
# standards
groups:standards public_id=makers | in 403 200 403 200 403 403 403 | 405
groups:standard-new public_id=makers | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:compliance public_id=makers record_id=compliance | in 403 200 403 200 403 403 403 | in 403 302 403 403 403 403 403
groups:compliance-certificate public_id=makers record_id=compliance | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:compliance-state public_id=makers record_id=compliance | 405 | in 403 302 403 403 403 403 403
groups:compliance-paper public_id=makers record_id=compliance | in 403 200 403 200 403 403 403 | 405
# processes
groups:processes public_id=makers | 200 | 405
groups:process public_id=makers process_id=process | 200 | 405
groups:process-version public_id=makers process_id=process number='1' | 200 | 405
groups:process-changes public_id=makers process_id=process before='1' after='2' | 200 | 405
groups:process-picture public_id=makers process_id=process picture_id=step_picture part='light' | 200 | 405
groups:process-new public_id=makers | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:process-draft public_id=makers process_id=process | in 403 200 403 403 403 403 403 | in 403 302 403 403 403 403 403
groups:process-draft-drop public_id=makers process_id=process | 405 | in 403 302 403 403 403 403 403
groups:process-step public_id=makers process_id=process key=process_step.key | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:process-step public_id=makers process_id=process key='new' | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:process-step-act public_id=makers process_id=process key=process_step.key act='later' | 405 | in 403 302 403 403 403 403 403
groups:process-in-force public_id=makers process_id=process | 405 | in 403 200 403 403 403 403 403
groups:process-show public_id=makers process_id=process | 405 | in 403 302 403 403 403 403 403
# booking
groups:booking-list public_id=hub | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
groups:booking-day public_id=hub | in 403 200 403 403 403 403 403 | in 403 405 403 403 403 403 403
groups:facility-new public_id=hub | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:facility public_id=hub facility_id=facility | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
groups:facility-edit public_id=hub facility_id=facility | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:facility-closures public_id=hub facility_id=facility | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:closure-lift public_id=hub facility_id=facility closure_id=closure | in 403 405 403 403 403 403 403 | in 403 302 403 403 403 403 403
groups:facility-briefings public_id=hub facility_id=facility | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:briefing-withdraw public_id=hub facility_id=facility briefing_id=briefing | in 403 405 403 403 403 403 403 | in 403 302 403 403 403 403 403
groups:facility-use public_id=hub facility_id=facility act='retirement' | in 403 405 403 403 403 403 403 | in 403 302 403 403 403 403 403
groups:booking public_id=hub booking_id=booking | in 404 200 404 200 404 404 404 | in 405 405 405 405 405 405 405
groups:booking-calendar public_id=hub booking_id=booking | in 404 200 404 200 404 404 404 | in 405 405 405 405 405 405 405
groups:booking-cancel public_id=hub booking_id=booking | in 404 200 404 200 404 404 404 | in 404 302 404 302 404 404 404
groups:booking-restore public_id=hub booking_id=booking | in 405 405 405 405 405 405 405 | in 404 302 404 302 404 404 404
groups:booking-move public_id=hub booking_id=booking act='approval' | in 403 405 403 403 403 403 403 | in 403 302 403 403 403 403 403
# a hub
groups:file-connect code='nothing' | 302 200 200 200 200 200 200 200 | 302 200 200 200 200 200 200 200
groups:hub-enquiry public_id=hub | 200 | 200
groups:mine public_id=hub | 302 200 200 200 200 200 200 200 | 302 405 405 405 405 405 405 405
groups:mine-contact public_id=hub | 302 405 405 405 405 405 405 405 | 302 200 200 200 302 200 200 200
groups:mine-json public_id=hub | 302 200 200 200 200 200 200 200 | 302 405 405 405 405 405 405 405
groups:mine-csv public_id=hub | 302 200 200 200 200 200 200 200 | 302 405 405 405 405 405 405 405
groups:files public_id=hub | 302 403 200 403 403 403 403 403 | 302 403 405 403 403 403 403 403
groups:file-new public_id=hub | 302 403 200 403 403 403 403 403 | 302 403 200 403 403 403 403 403
groups:file public_id=hub file_id=file | 302 403 200 403 403 403 403 403 | 302 403 405 403 403 403 403 403
groups:file-edit public_id=hub file_id=file | 302 403 200 403 403 403 403 403 | 302 403 200 403 403 403 403 403
groups:file-profile public_id=hub file_id=file | 302 403 200 403 403 403 403 403 | 302 403 302 403 403 403 403 403
groups:file-move public_id=hub file_id=file | 302 403 405 403 403 403 403 403 | 302 403 302 403 403 403 403 403
groups:file-enrol public_id=hub file_id=file | 302 403 405 403 403 403 403 403 | 302 403 404 403 403 403 403 403
groups:pair-new public_id=hub file_id=file | 302 403 200 403 403 403 403 403 | 302 403 200 403 403 403 403 403
groups:outcome-check public_id=hub check_id=outcome_check | 302 404 200 404 200 404 404 404 | 302 404 200 404 200 404 404 404
groups:courses public_id=hub | 200 | 405
groups:course-new public_id=hub | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:course-link public_id=hub exchange_id=hub_idea | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:course public_id=hub exchange_id=hub_course | 200 | 405
groups:course-edit public_id=hub exchange_id=hub_course | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
groups:course-people public_id=hub exchange_id=hub_course | 302 403 200 403 403 403 403 403 | 302 403 405 403 403 403 403 403
groups:course-drop public_id=hub exchange_id=hub_course seat_id=hub_seat | 302 403 200 403 403 403 403 403 | 302 403 200 403 403 403 403 403
groups:course-undrop public_id=hub exchange_id=hub_course seat_id=hub_seat | 302 403 405 403 403 403 403 403 | 302 403 302 403 403 403 403 403
groups:pair public_id=hub pair_id=pair | 302 404 404 200 200 404 404 404 | 302 404 404 200 200 404 404 404
groups:pair-end public_id=hub pair_id=pair | 302 405 405 405 405 405 405 405 | 302 404 302 302 302 404 404 404
groups:note-erase public_id=hub pair_id=pair note_id=coach_note | 302 405 405 405 405 405 405 405 | 302 404 404 302 302 404 404 404
groups:hub-report public_id=hub | in 403 200 403 403 403 403 403 | in 403 405 403 403 403 403 403
groups:hub-report-docx public_id=hub | in 403 200 403 403 403 403 403 | in 403 405 403 403 403 403 403
groups:hub-report-xlsx public_id=hub | in 403 200 403 403 403 403 403 | in 403 405 403 403 403 403 403
"""
