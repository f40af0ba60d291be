"""The command line `renja`, a module for each command."""
