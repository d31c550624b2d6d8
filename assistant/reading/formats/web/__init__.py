"""HTML: the page as a browser shows it, block by block, with page furniture told apart and tables as grids."""
