"""STL: does the number describe this period?"""
