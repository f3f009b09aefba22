"""Questions as Django forms: the same boxes on the web, in keying and in the phone script."""
