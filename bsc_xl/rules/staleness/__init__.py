"""STL: does the number describe this period? One file a rule."""
