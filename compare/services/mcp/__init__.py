"""The Model Context Protocol: tools for assistants, over stdio, by the official SDK."""
