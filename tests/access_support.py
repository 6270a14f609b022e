"""The access table of needs, offers and what follows from them: see access_table.py for how to read a row."""

TABLE = """
# support: the door and needs
support:door | 200 | 405
support:needs | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
support:need-new | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
support:needs-similar | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
support:needs-upload | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
support:needs-confirm-upload | in 404 404 404 404 404 405 404 | in 404 404 404 404 404 302 404
support:needs-table | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:need public_id=help_need | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
support:need public_id=help_draft | in 404 200 404 404 404 200 404 | in 405 405 405 405 405 405 405
support:need-edit public_id=help_need | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
support:need-edit public_id=help_draft | in 404 200 404 404 404 403 404 | in 404 200 404 404 404 403 404
support:need-act public_id=help_need act='withdrawal' | in 405 405 405 405 405 405 405 | in 403 302 403 403 403 302 403
support:need-act public_id=help_draft act='signature' | in 405 405 405 405 405 405 405 | in 404 302 404 404 404 302 404
# support: cities like mine
support:peers | 200 | 405
support:peers-table | 302 302 200 200 302 302 302 302 | 405
# support: matches and agreements
support:matches | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
support:matches-table | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:matches-all | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:match public_id=match | in 404 200 200 404 404 200 404 | in 405 405 405 405 405 405 405
support:match-accept public_id=match | in 405 405 405 405 405 405 405 | in 404 302 302 404 404 403 404
support:match-take-back public_id=match | in 405 405 405 405 405 405 405 | in 404 302 302 404 404 403 404
support:match-decline public_id=match | in 404 200 200 404 404 403 404 | in 404 200 200 404 404 403 404
support:match-contact public_id=match | in 405 405 405 405 405 405 405 | in 404 302 302 404 404 302 404
support:match-agreement public_id=match | in 405 405 405 405 405 405 405 | in 404 302 302 404 404 403 404
support:agreements | 200 | 405
support:agreement public_id=agreement | 404 404 200 200 404 404 200 404 | 405
support:agreement public_id=signed_agreement | 200 | 405
support:agreement-text public_id=agreement | in 404 200 200 404 404 403 404 | in 404 200 200 404 404 403 404
support:agreement-clear public_id=agreement | in 405 405 405 405 405 405 405 | in 404 302 302 404 404 403 404
support:agreement-sign public_id=agreement | in 404 200 200 404 404 403 404 | in 404 200 200 404 404 403 404
support:agreement-show public_id=agreement | in 405 405 405 405 405 405 405 | in 404 302 302 404 404 403 404
support:agreement-end public_id=agreement | in 404 200 200 404 404 403 404 | in 404 200 200 404 404 403 404
support:agreement-kind public_id=agreement | in 405 405 405 405 405 405 405 | in 404 403 403 404 404 302 404
support:agreement-paper public_id=agreement | in 404 200 200 404 404 200 404 | in 405 405 405 405 405 405 405
support:agreement-paper public_id=signed_agreement | in 404 404 404 404 404 404 404 | in 405 405 405 405 405 405 405
api:agreements.json | 200 | 405
api:agreements.csv | 200 | 405
# offers
support:offers | 200 | 405
support:offer-new | in 404 200 200 404 404 404 404 | in 404 200 200 404 404 404 404
support:offers-upload | in 404 200 200 404 404 404 404 | in 404 200 200 404 404 404 404
support:offers-upload-confirm | in 404 405 405 404 404 404 404 | in 404 302 302 404 404 404 404
support:offers-own | in 404 200 200 404 404 404 404 | in 404 405 405 404 404 404 404
support:offer public_id=offer | 200 | 405
support:offer public_id=offer_draft | 404 404 200 404 404 404 200 404 | 405
support:offer-edit public_id=offer | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
support:offer-edit public_id=offer_draft | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
support:offer-submit public_id=offer_draft | in 405 405 405 405 405 405 405 | in 404 302 404 404 404 404 404
support:offer-verify public_id=offer_draft | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
support:offer-refuse public_id=offer_draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
support:offer-confirm public_id=offer | in 404 200 404 404 404 404 404 | in 404 302 404 404 404 404 404
support:offer-move public_id=offer act='pause' | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
support:offer-move public_id=offer_draft act='closing' | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
support:window-new public_id=offer | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
support:window public_id=offer window_id=offer_window | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
support:window-repeat public_id=offer window_id=offer_window | in 405 405 405 405 405 405 405 | in 404 200 404 404 404 404 404
support:window-remove public_id=offer window_id=offer_window | in 405 405 405 405 405 405 405 | in 404 302 404 404 404 404 404
api:offers.atom | 200 | 405
api:offers.json | 200 | 405
api:offers.csv | 200 | 405
# trade
support:trades | 200 | 405
support:trade-new | in 404 200 200 404 404 404 404 | in 404 200 200 404 404 404 404
support:trade public_id=trade | 200 | 405
support:trade public_id=trade_ended | 404 404 200 404 404 404 200 404 | 405
support:trade-edit public_id=trade | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
support:trade-enquire public_id=trade | in 405 405 405 405 405 405 405 | in 404 200 200 404 404 404 404
support:trade-act public_id=trade act='renewal' | in 405 405 405 405 405 405 405 | in 404 302 404 404 404 404 404
support:enquiry public_id=enquiry | in 404 200 200 404 404 404 404 | in 404 200 200 404 404 404 404
# what was given
support:aid | 200 | 405
support:aid-rows | 200 | 405
support:aid-xlsx | 200 | 405
support:aid-csv | 200 | 405
support:requests | 200 | 405
support:aid-mine | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
support:drive-new | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
support:drive public_id=aid_drive | 200 | 405
support:drive-edit public_id=aid_drive | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
support:drive-picture public_id=aid_drive part='light' | 200 | 405
support:items | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:item-new | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
support:item code=aid_item.code | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
support:request-new | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
support:request public_id=aid_request | 200 | 405
support:request-close public_id=aid_request | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
support:request-pledge public_id=aid_request | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
support:pledge-new | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
support:pledge public_id=aid_pledge | 200 | 405
support:pledge-agree public_id=aid_pledge | in 405 405 405 405 405 405 405 | in 404 302 404 404 404 302 404
support:pledge-withdraw public_id=aid_pledge | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
support:shipment-new | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
support:shipment public_id=aid_shipment | 200 | 405
support:shipment-move public_id=aid_shipment act='customs' | in 405 405 405 405 405 405 405 | in 404 302 302 404 404 302 404
support:shipment-move public_id=aid_shipment act='departure' | in 405 405 405 405 405 405 405 | in 404 404 302 404 404 302 404
support:receipt public_id=aid_shipment | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
support:distribution public_id=aid_arrived | in 404 200 404 404 404 200 404 | in 404 200 404 404 404 200 404
support:correction public_id=aid_arrived | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
support:evidence-new public_id=aid_shipment | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
support:evidence public_id=aid_shipment evidence_id=aid_evidence | in 404 200 200 404 404 200 404 | in 404 302 302 404 404 302 404
support:evidence-file public_id=aid_shipment evidence_id=aid_evidence part='light' | 200 | 405
support:evidence-file public_id=aid_shipment evidence_id=aid_paper part='light' | 404 404 200 200 404 404 200 404 | 405
support:aid-upload kind='shipments' | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
support:aid-upload-confirm kind='shipments' | in 404 405 405 404 404 405 404 | in 404 302 302 404 404 302 404
support:aid-table kind='pledges' | in 404 200 200 404 404 200 404 | in 404 405 405 404 404 405 404
api:aid.json | 200 | 405
api:aid.csv | 200 | 405
# support: rounds
support:rounds | 200 | 405
support:round-how | 200 | 405
support:round-new | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 422 404
support:round public_id=help_round | 404 404 404 404 404 404 200 404 | 405
support:round public_id=published_round | 200 | 405
support:round-demand public_id=help_round | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:round-edit public_id=help_round | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 422 404
support:round-ask public_id=help_round | in 404 404 404 404 404 405 404 | in 404 404 404 404 404 302 404
support:round-start public_id=help_round | in 404 404 404 404 404 405 404 | in 404 404 404 404 404 302 404
support:round-what-if public_id=help_round | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 422 404
support:round-publish public_id=help_round | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 302 404
support:round-close public_id=help_round | in 404 404 404 404 404 405 404 | in 404 404 404 404 404 302 404
support:round-report public_id=help_round | 404 404 404 404 404 404 200 404 | 405
support:round-report public_id=published_round | 200 | 405
support:round-report-docx public_id=help_round | 404 404 404 404 404 404 200 404 | 405
support:round-report-xlsx public_id=help_round | 404 404 404 404 404 404 200 404 | 405
support:round-report-docx public_id=published_round | 200 | 405
support:round-report-xlsx public_id=published_round | 200 | 405
support:run public_id=help_round number=help_run.number | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:run public_id=help_round number=help_trial.number | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:run-again public_id=help_round number=help_run.number | in 404 404 404 404 404 405 404 | in 404 404 404 404 404 302 404
support:run-hosts public_id=help_round number=help_run.number | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:run-file public_id=help_round number=help_run.number | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:run-keep public_id=help_round number=help_trial.number | in 404 404 404 404 404 405 404 | in 404 404 404 404 404 302 404
support:run-need public_id=help_round number=help_run.number need=round_need | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
support:round-wanted public_id=help_round need=round_need | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 422 404
support:round-unsay public_id=help_round need=round_need offer=round_offer | in 404 404 404 404 404 405 404 | in 404 404 404 404 404 302 404
"""
