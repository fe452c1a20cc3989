"""Works: stories, their chapters and revisions, and the desk where they are written."""
