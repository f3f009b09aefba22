"""What advisers and managers fill in besides the citizen's own form."""
