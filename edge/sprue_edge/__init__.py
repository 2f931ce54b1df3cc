"""The gateway at the machine: reads sources, keeps rows until the hub has them, publishes over MQTT."""
