"""Cities of the global South find each other, learn together and turn needs into cooperation."""
