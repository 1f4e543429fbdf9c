"""One file a sheet: each says which tables and cells stand on it."""
