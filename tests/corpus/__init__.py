"""Tests that read real, odd and hostile workbooks of other projects."""
