"""STR: is it still the form that was issued?"""
