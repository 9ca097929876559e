"""Documents → diagnostics: first the shape, by the public schema, then the meaning."""
