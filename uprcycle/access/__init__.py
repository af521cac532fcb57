"""Who may do what: standings that are granted or follow from an office, and one table of acts."""
