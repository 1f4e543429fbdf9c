"""LOG: does the scorecard say how the strategy works? One file a rule."""
