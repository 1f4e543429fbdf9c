"""TGT: is there a target that can be met, and did nobody move it? One file a rule."""
