"""The store in files: hub.db, one file of frames per month, rollups.db."""
