"""REV: is something done about what is red?"""
