"""Loading an integrator's own data into named graphs."""
