"""Pages of questions: asked, asked of one, answered from a letter, and the club's numbers."""
