"""Plans and drops the calls that the policy asks for."""
