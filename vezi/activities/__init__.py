"""What members do. Each area stands on the network alone; any one can be taken away on a Friday."""
