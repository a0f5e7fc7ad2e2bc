"""The words that everybody uses: fields, prints, problems, Indonesian."""
