"""Fields and form of a customer, and the picker."""
