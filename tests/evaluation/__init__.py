"""Evaluation: what a scorecard and its facts say together."""
