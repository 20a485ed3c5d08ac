"""What the policy files say: Turtle with places, code lists, inputs, decisions, rules, sources, places."""
