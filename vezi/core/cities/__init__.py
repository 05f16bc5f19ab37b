"""Cities as places: which city a text means, where it lies, what it is called. Knows no area and no database of people."""
