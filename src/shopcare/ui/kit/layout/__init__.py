"""Layouts that fit any width, cards and titles."""
