"""The web over this installation: what its pages are made of, its servers, and its copy as files."""
