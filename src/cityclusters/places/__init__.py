"""Countries and places of the world, chosen by id and never typed.

Takes a gazetteer, once; gives places with names in several scripts, provinces, zones and coordinates."""
