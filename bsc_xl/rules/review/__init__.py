"""REV: is something done about what is red? One file a rule."""
