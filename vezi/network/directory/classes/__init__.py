"""The pages of classes: everybody of one year and one institution, or one programme, whom the reader may see by that fact."""
