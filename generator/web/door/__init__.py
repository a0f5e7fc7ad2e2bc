"""What stands before every page: gate, guard, rights, connections."""
