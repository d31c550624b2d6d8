"""From a scope to ranked candidates: searched, measured, moved, merged."""
