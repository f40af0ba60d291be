"""`python -m headless.cli`."""

from headless.cli.app import main

main()
