"""Support measures and indicators, read from clause trees without any model: look-up, matrix, profile, conflicts."""
