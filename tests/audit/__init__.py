"""What the pages weigh, how fast, accessible and valid they are: `make audit` says it anew."""
