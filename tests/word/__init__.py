"""Tests of the rooms that know Word's own format."""
