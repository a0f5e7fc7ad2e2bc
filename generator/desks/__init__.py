"""What a person does by hand: agenda, expedition, disposisi, disposal, own-data requests."""
