"""STA: can the figures be true? One file a rule."""
