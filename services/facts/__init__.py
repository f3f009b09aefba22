"""What is written once and holds from a day on: fees, rates, deadlines. Pages and forms say {fact:key}."""
