"""What is done with questions: asked, passed on to people, answered, ended, looked at by moderators."""
