"""TOML trade profiles, read into the domain's policy."""
