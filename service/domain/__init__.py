"""What Bluepencil knows about its subject: pure functions and values, no input or output, the clock passed in."""
