"""Policy mutated: every rule changed a little in every way, to see which change no example case notices."""
