"""Pure functions that know neither Django nor jobs: the ground floor of the house."""
