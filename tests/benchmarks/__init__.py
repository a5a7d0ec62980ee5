"""Measurements on the shared data; not part of the test run."""
