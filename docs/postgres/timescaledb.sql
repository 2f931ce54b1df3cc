-- Frames as TimescaleDB hypertables: chunks by week, very old ones dropped.
--
-- For whom: a consultant whose plant outgrows plain partitions, on a server with the extension TimescaleDB 2.20 or newer
-- (`shared_preload_libraries = 'timescaledb'`). One hub or several go on as before: the hub makes partitions only where
-- frames.bundle and frames.block are partitioned tables, reads and writes the same columns, and inserts with ON
-- CONFLICT DO NOTHING.
--
-- How: let the hub run once on the database, so that its tables are there; stop the hub; take a backup (pg_dump); then
--   psql -v ON_ERROR_STOP=1 --single-transaction -d NAME -f docs/postgres/timescaledb.sql
-- and start the hub. It copies every frame: there must be room for all of them once more.
--
-- What was not tried here: all of it. TimescaleDB is in none of the package registries that this project builds from. The
-- statements were parsed by PostgreSQL 18; the calls are those of TimescaleDB's documentation. Of its compression expect
-- little: what is older than a half hour is packed by the hub already, into blocks of compressed columns, at about 3
-- bytes a reading; TimescaleDB would find rows' headers and keys to save. What it brings is chunks that come and go by
-- themselves, and a policy that drops old ones.
--
-- Compression is part of TimescaleDB's Community edition, under the Timescale License, not of its Apache edition. Since
-- version 2.18 the same is also called columnstore (add_columnstore_policy); the older names go on working.

CREATE EXTENSION IF NOT EXISTS timescaledb;

-- 1. Plain tables of the same form beside the partitioned ones; the key holds the time, as a hypertable's must.
ALTER TABLE frames.bundle RENAME TO bundle_before;
ALTER INDEX frames.bundle_pkey RENAME TO bundle_before_pkey;
CREATE TABLE frames.bundle (
    half_us bigint NOT NULL, seq bigint NOT NULL, stream integer NOT NULL, count integer NOT NULL,
    cell text NOT NULL, body bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (cell, stream, half_us, seq)
);
ALTER TABLE frames.block RENAME TO block_before;
ALTER INDEX frames.block_pkey RENAME TO block_before_pkey;
CREATE TABLE frames.block (
    half_us bigint NOT NULL, stream integer NOT NULL, cell text NOT NULL, body bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (cell, stream, half_us)
);

-- 2. Chunks of a week; half_us is microseconds since 1970, so TimescaleDB is told what time it is in them.
SELECT create_hypertable('frames.bundle', by_range('half_us', 604800000000));
SELECT create_hypertable('frames.block', by_range('half_us', 604800000000));
CREATE FUNCTION frames.now_us() RETURNS bigint LANGUAGE sql STABLE
    AS $$ SELECT (extract(epoch FROM now()) * 1000000)::bigint $$;
SELECT set_integer_now_func('frames.block', 'frames.now_us');

-- 3. What is there already.
INSERT INTO frames.bundle (half_us, seq, stream, count, cell, body)
    SELECT half_us, seq, stream, count, cell, body FROM frames.bundle_before;
INSERT INTO frames.block (half_us, stream, cell, body)
    SELECT half_us, stream, cell, body FROM frames.block_before;
DROP TABLE frames.bundle_before;
DROP TABLE frames.block_before;

-- 4. Rows' headers and keys of blocks older than three months, by cell. A gateway that was away for longer still
--    delivers: its half hours are unpacked and packed again, more slowly.
ALTER TABLE frames.block SET (
    timescaledb.compress,
    timescaledb.compress_segmentby = 'cell, stream',
    timescaledb.compress_orderby = 'half_us'
);
SELECT add_compression_policy('frames.block', compress_after => BIGINT '7776000000000');

-- 5. Frames that may go are better left to `keep:` in the plant file: the hub then remembers up to when they are gone,
--    and roll-ups of that time stay as they are whatever comes late.
