"""What is wrong with a form before it is published, and what to look at again. Plain Python."""
