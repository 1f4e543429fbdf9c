"""PKG: can this file be read safely, and alike by everyone? One file a rule."""
