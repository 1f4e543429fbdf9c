"""The numbers with which the program ends, where it does not end well."""

FINDINGS, CANNOT, STOPPED, PIPE_CLOSED = 1, 2, 130, 141
STOPPED_WORDS = "\nStopped."
