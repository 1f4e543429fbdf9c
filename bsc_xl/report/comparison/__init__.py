"""Reports of what differs between two workbooks: for a terminal, as JSON, as Markdown."""
