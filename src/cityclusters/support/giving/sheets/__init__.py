"""Shipments and pledges as spreadsheets: one row for each line, a dry run that names each bad cell."""
