"""What the validator checks: one file a rule, in the folder of its family; `registry` finds them, `run` runs them."""
