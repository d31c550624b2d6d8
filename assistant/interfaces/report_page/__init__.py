"""A report of figures as one page for people: needs nothing else, in Chinese with the English beside it."""
