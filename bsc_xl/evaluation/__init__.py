"""What a scorecard and its facts say together: entries, computed figures, scores, rollups."""
