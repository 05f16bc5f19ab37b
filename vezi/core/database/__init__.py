"""The database: an embedded PostgreSQL unless DATABASE_URL names another."""
