"""Facts: every row of every kind of source becomes a fact, a rejection with its reason, or a blank."""
