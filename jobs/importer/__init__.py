"""From a feed to stored jobs: fetch, read, normalise, decide, store, in this order."""
