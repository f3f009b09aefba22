"""What a new version of a form does to answers already given. Plain Python."""
