"""The ways an application travels. Each module has `send(delivery)`, which raises SendFailed."""
