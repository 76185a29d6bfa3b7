"""Measurements, each a command; none of them is a test."""
