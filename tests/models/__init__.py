"""Tests of the model manifest, the sources and the cache folder."""
