"""What we publish: life events, services, organisations and guidance, in Wagtail."""
