"""Pages: HTML made on the server from the same questions that the API answers; useful without JavaScript."""
