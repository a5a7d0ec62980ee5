"""Tests of ``kg``."""
