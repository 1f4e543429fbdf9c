"""FML: do the formulas still say what was issued? One file a rule."""
