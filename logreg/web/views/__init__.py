"""The views, a folder each: what stands in its places, its part of the page, its script."""
