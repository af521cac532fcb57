"""What an installation is made of: settings, keys, clock and store joined once, and manners of processes."""
