"""What L-8 asks of the shop file: erasing people, and what has to stay of them."""
