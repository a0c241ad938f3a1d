"""How a message is put and handed over, one means a file."""
