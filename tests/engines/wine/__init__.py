"""The project on Windows: a Windows Python under Wine runs its commands, and answers calls as it does inside Excel."""
