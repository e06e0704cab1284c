"""Measures this PC on a made-up shop and puts each figure beside the floor it is held against."""
