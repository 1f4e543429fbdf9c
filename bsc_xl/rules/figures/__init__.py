"""UNT: are figures what they should be, in the right unit? One file a rule."""
