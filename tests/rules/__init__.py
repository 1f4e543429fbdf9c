"""The rules: each mutated in many places must give exactly its own finding, and innocent changes none."""
