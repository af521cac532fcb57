"""What a schedule suffers: each change a pure function from a schedule to the amended one."""
