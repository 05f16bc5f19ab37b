"""What has to be done inside a house. `python -m bench.steps NAME JSON` calls `run(**json)` of the module NAME."""
