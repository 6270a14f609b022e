"""The vision in versions, and rankings in which members put sentences and needs into their order."""
