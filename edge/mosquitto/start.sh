#!/bin/sh
# Write the broker's password file from the environment, then become the broker.
set -eu
umask 077
printf 'hub:%s\ngateway:%s\n' "$SPRUE_HUB_PASSWORD" "$SPRUE_GATEWAY_PASSWORD" > /tmp/passwords
mosquitto_passwd -U /tmp/passwords
chown mosquitto /tmp/passwords
exec mosquitto -c /sprue/mosquitto.conf
