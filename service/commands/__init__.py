"""The commands of `bluepencil`, a file for each thing that they are about; `service/cli.py` puts them together."""
