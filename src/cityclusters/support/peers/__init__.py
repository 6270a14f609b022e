"""Cities like mine, with the reasons."""
