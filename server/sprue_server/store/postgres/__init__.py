"""The store in a PostgreSQL database: tables in its default schema, frames and roll-ups in `frames`."""
