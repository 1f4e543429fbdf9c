"""Real scorecards of real places, built through the product's own import."""
