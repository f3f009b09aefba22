"""What readers find where a page was: another page, or why it is gone."""
