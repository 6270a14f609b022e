"""Mail that arrives: a listener, a mailbox reader, signed reply addresses, and what may be believed.

Takes raw messages; gives each, once, to the app that its address belongs to."""
