"""What no single app can test: the map, the access table, journeys, browsers, attacks."""
