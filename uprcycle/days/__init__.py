"""Days as the review cycle knows them: offsets, spans and working days."""
