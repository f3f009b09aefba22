"""The web channel: steps, check answers, save and resume, receipt."""
