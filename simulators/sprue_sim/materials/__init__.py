"""Materials as data: one YAML file each, every constant with its source."""
