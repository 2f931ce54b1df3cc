-- Frames distributed over several servers by cell, with Citus.
--
-- For whom: a consultant with more cells than one server takes; a group of PostgreSQL servers with the extension Citus 12
-- or newer (`shared_preload_libraries = 'citus'`). The hubs (several may share the load) connect to the coordinator.
-- Frames are nearly all of the bytes; every other table stays on the coordinator, whole.
--
-- How: let the hub run once on the coordinator's database, so that its tables are there; stop the hubs; take a backup
-- (pg_dump); put the names of your servers in below; then
--   psql -v ON_ERROR_STOP=1 -d NAME -f docs/postgres/citus.sql
-- and start the hubs.
--
-- What was not tried here: all of it. Citus is in none of the package registries that this project builds from. The
-- statements were parsed by PostgreSQL 18; the calls are those of Citus's documentation. Watch these four first:
--   * The hub adds frames by INSERT INTO frames.bundle ... SELECT FROM a temporary table ON CONFLICT DO NOTHING
--     RETURNING ...: one statement over a local and a distributed table. If your version of Citus refuses it, the
--     health page says `store blocked` with its words, and nothing is receipted or lost. Unpacking a half hour is
--     DELETE FROM frames.block USING unnest(...) RETURNING ..., without the cell: it is sent to every server.
--   * The hub asks for a stream's frames by cell = (SELECT cell FROM stream ...): `stream` is made a reference table,
--     or each question would go to every server.
--   * The numbers of streams are four-byte integers, which Citus counts up on the coordinator only: hubs must not write
--     through a worker.
--   * A month's partition is attached by the hub as it begins; Citus distributes it with its parent.

CREATE EXTENSION IF NOT EXISTS citus;

-- 1. The servers.
SELECT citus_set_coordinator_host('coordinator.example', 5432);
SELECT citus_add_node('worker-1.example', 5432);
SELECT citus_add_node('worker-2.example', 5432);

-- 2. Which cell a stream belongs to is known everywhere.
SELECT create_reference_table('stream');

-- 3. Frames by cell: all frames of a cell lie together, and the keys of frames begin with the cell. What is there
--    already is moved; 32 shards are enough for some hundred cells.
SELECT create_distributed_table('frames.bundle', 'cell', shard_count => 32);
SELECT create_distributed_table('frames.block', 'cell', colocate_with => 'frames.bundle');

-- 4. Roll-ups are read by stream, in small pieces; they stay here. To see how evenly cells are spread:
-- SELECT nodename, count(*), pg_size_pretty(sum(shard_size)) FROM citus_shards
--     WHERE table_name::text LIKE 'frames.%' GROUP BY nodename;
