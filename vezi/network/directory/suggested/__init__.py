"""What else answers while one types: institutions, employers, pages of the house."""
