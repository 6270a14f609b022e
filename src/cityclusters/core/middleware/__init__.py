"""What every request passes through: headers, bad input, the reader's language and time zone."""
