"""One format, one file. Renderers compute nothing."""
