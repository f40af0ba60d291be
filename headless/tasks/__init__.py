"""What the commands do with received files in a child: a module for each kind, light to import, heavy when called."""
