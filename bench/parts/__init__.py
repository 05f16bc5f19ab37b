"""Groups of figures, in the order in which they are measured. Each part is `measure(networks) -> list[Group]`."""
