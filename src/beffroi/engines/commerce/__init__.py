"""Commerce: the shops of the centre, trading and vacant."""
