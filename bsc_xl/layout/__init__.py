"""The workbook as data: which sheets, tables and columns exist, what each cell is, its formula and its value."""
