"""Article to sentences: headers, boilerplate, splitting."""
