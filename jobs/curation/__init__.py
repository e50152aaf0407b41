"""What editors do to many rows at once, in one transaction, so that it holds against imports."""
