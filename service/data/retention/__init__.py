"""For how long each kind of data is kept, and taking away what is older."""
