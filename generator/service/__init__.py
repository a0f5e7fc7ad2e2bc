"""The running service and its health: watching, the daily look, doctor, backup."""
