"""The access table of groups and what stands behind the door Work: see access_table.py for how to read a row."""

TABLE = """
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
"""
