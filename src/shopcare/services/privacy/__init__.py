"""What a person may ask of the shop about their data (L-7, L-8), and how long it is kept."""
