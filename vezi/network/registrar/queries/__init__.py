"""Questions to the registrar: `imports` is about files."""
