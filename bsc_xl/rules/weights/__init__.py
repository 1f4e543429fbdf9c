"""WGT: do the weights add up, and are they those that were issued? One file a rule."""
