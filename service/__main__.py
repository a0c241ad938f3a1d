"""`python -m service` is the same as the command `bluepencil`."""

from service.cli import main

main()
