"""Whether all is well: heartbeat, watchdog, what was lost, what is over, and the word of the doctor."""
