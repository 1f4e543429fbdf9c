"""Facts: the long table of actuals, imported from other people's files and databases, and what could not be used."""
