"""The published estimates over HTTP, below /api/v1: the same tables as the command line."""
