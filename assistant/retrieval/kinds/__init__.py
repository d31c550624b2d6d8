"""What kind of answer a question wants, told by rules."""
