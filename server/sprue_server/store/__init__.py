"""Everything that is kept: tables, migrations, frames, roll-ups, queries."""
