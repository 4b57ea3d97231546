"""Ways to look at a map: text for a terminal, the page for a browser."""
