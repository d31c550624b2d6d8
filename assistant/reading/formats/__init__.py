"""One file a format: bytes → text with its layout. Each names the library that it stands on, and no other file does."""
