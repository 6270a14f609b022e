"""The diagnosis: four grids, who was heard, findings, the value chain, the map, and its versions."""
