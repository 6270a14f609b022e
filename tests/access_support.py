"""The access table of needs, offers and what follows from them: see access_table.py for how to read a row."""

TABLE = """
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
"""
