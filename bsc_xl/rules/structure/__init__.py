"""STR: is it still the form that was issued? One file a rule."""
