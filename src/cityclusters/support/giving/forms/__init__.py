"""Forms of the ledger; they only read what was typed."""
