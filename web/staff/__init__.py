"""Pages for those who look after people, messages and the installation."""
