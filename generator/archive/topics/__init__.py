"""What is kept beside letters and cases, each topic closed in itself."""
