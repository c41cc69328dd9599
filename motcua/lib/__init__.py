"""Arithmetic of working time, money, text and numbers; knows no framework."""
