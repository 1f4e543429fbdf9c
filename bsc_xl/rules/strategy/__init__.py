"""LOG: does the scorecard say how the strategy works?"""
