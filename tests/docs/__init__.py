"""The manual: links, examples, made parts and words agree with the program."""
