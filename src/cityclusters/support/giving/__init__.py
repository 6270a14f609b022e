"""The ledger of goods, people's time and money: asked for, pledged, shipped, received."""
