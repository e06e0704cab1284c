"""The customers' page: finds a customer, shows the whole file, changes it."""
