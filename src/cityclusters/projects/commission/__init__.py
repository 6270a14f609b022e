"""Who steers the project: seats, meetings with quorum, decisions, and what is endorsed (rule CO5)."""
