-- Frames as a TimescaleDB hypertable: chunks by week, older ones compressed, very old ones dropped.
--
-- For whom: a consultant whose plant outgrows plain partitions, on a server with the extension TimescaleDB 2.20 or newer
-- (`shared_preload_libraries = 'timescaledb'`). One hub or several go on as before: the hub makes partitions only where
-- frames.frame is a partitioned table, reads and writes the same columns, and inserts with ON CONFLICT DO NOTHING.
--
-- How: let the hub run once on the database, so that its tables are there; stop the hub; take a backup (pg_dump); then
--   psql -v ON_ERROR_STOP=1 --single-transaction -d NAME -f docs/postgres/timescaledb.sql
-- and start the hub. It copies every frame: there must be room for all of them once more.
--
-- What was not tried here: all of it. TimescaleDB is in none of the package registries that this project builds from. The
-- statements were parsed by PostgreSQL 18; the calls are those of TimescaleDB's documentation. What to expect is our
-- reading, not a measurement: frames are packed numbers in one bytea, for which TimescaleDB has no codec of its own; it
-- saves the keys and rows' headers (of some 14 bytes per reading about 5), and what its general compression finds.
--
-- Compression is part of TimescaleDB's Community edition, under the Timescale License, not of its Apache edition. Since
-- version 2.18 the same is also called columnstore (add_columnstore_policy); the older names go on working.

CREATE EXTENSION IF NOT EXISTS timescaledb;

-- 1. A plain table of the same form beside the partitioned one; the key holds the time, as a hypertable's must.
ALTER TABLE frames.frame RENAME TO frame_before;
ALTER INDEX frames.frame_pkey RENAME TO frame_before_pkey;
CREATE TABLE frames.frame (
    measured_us bigint NOT NULL, seq bigint NOT NULL, stream integer NOT NULL, cell text NOT NULL,
    vals bytea NOT NULL,
    PRIMARY KEY (cell, stream, measured_us, seq)
);

-- 2. Chunks of a week; measured_us is microseconds since 1970, so TimescaleDB is told what time it is in them.
SELECT create_hypertable('frames.frame', by_range('measured_us', 604800000000));
CREATE FUNCTION frames.now_us() RETURNS bigint LANGUAGE sql STABLE
    AS $$ SELECT (extract(epoch FROM now()) * 1000000)::bigint $$;
SELECT set_integer_now_func('frames.frame', 'frames.now_us');

-- 3. What is there already.
INSERT INTO frames.frame (measured_us, seq, stream, cell, vals)
    SELECT measured_us, seq, stream, cell, vals FROM frames.frame_before;
DROP TABLE frames.frame_before;

-- 4. Compress what is older than two weeks. A gateway that was away for longer still delivers: such rows go into
--    compressed chunks, more slowly.
ALTER TABLE frames.frame SET (
    timescaledb.compress,
    timescaledb.compress_segmentby = 'cell, stream',
    timescaledb.compress_orderby = 'measured_us, seq'
);
SELECT add_compression_policy('frames.frame', compress_after => BIGINT '1209600000000');

-- 5. Only if frames may go: two years here. Roll-ups stay.
-- SELECT add_retention_policy('frames.frame', drop_after => BIGINT '63072000000000');
