"""Settings, addresses and the server's entry points.

Takes environment variables; gives a configured Django project, or a refusal that says what to mend."""
