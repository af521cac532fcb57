"""The files of office programs (Office Open XML): archive, links and markup, within limits."""
