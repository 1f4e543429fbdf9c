"""STA: can the figures be true?"""
