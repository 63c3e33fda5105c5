"""What the network offers: how often vehicles leave, how long they ride, what it costs."""
