"""Where people are: the map of a result, the pages of cities, stays away from home."""
