"""Reports of validation, format by format."""
