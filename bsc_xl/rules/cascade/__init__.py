"""CAS: do the units below and above fit together? One file a rule."""
