"""What other programs ask of crossclaim: by HTTP (`api`) and by the Model Context Protocol (`mcp`)."""
