"""Reports of validation, one file a format; all are pure: outcomes in, text out."""
