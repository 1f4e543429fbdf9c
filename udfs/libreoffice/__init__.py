"""The LibreOffice add-in: the same functions as in Excel, under the same names."""
